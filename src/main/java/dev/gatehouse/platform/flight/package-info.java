/** One way of getting a thing for all who want it at the same time. */
@NullMarked
package dev.gatehouse.platform.flight;

import org.jspecify.annotations.NullMarked;
