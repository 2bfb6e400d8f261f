/**
 * The addresses of Tor exits: the documents that list them, the index in force, and the feed that renews it. What a
 * document looks like is <a href="https://collector.torproject.org/#type-tordnsel">CollecTor's</a> and <a
 * href="https://metrics.torproject.org/onionoo.html">Onionoo's</a> to say.
 */
@NullMarked
package dev.gatehouse.feed.tor;

import org.jspecify.annotations.NullMarked;
