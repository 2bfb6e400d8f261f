/** The injected clock. */
@NullMarked
package dev.gatehouse.platform.time;

import org.jspecify.annotations.NullMarked;
