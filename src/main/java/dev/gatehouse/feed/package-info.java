/**
 * Data that comes from others and is renewed: each an immutable in-memory index behind one reference that is swapped whole.
 * The snapshots that a node starts with are bundled.
 */
@NullMarked
package dev.gatehouse.feed;

import org.jspecify.annotations.NullMarked;
