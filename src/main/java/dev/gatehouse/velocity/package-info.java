/**
 * Sliding-window counters in Redis. They hold keyed digests instead of addresses and device ids, and may be lost without
 * losing facts.
 */
@NullMarked
package dev.gatehouse.velocity;

import org.jspecify.annotations.NullMarked;
