/** Tests of the feed of Tor exits. */
@NullMarked
package dev.gatehouse.feed.tor;

import org.jspecify.annotations.NullMarked;
