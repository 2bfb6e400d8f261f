/** Limits over which a caller gets 429, counted in Redis. */
@NullMarked
package dev.gatehouse.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
