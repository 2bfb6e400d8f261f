/**
 * Data that comes from others and is renewed: each an immutable in-memory index behind one reference that is swapped whole.
 * What a node may start with is bundled.
 *
 * <p>A {@link dev.gatehouse.feed.Feed} says where its data comes from and what it means. The {@link
 * dev.gatehouse.feed.FeedEngine} asks the sources, one node at a time, holds what they say against guards, stores the
 * snapshot, and brings it into force on every node. A refresh that fails leaves what is there.
 */
@NullMarked
package dev.gatehouse.feed;

import org.jspecify.annotations.NullMarked;
