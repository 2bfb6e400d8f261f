/** One way of getting a thing for all who want it at the same time, and a line for what only few may do at a time. */
@NullMarked
package dev.gatehouse.platform.flight;

import org.jspecify.annotations.NullMarked;
