package dev.gatehouse.feed;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How feeds are refreshed, whatever they hold. */
@ConfigMapping(prefix = "gatehouse.feeds")
public interface FeedSettings {
    /** How often a node looks whether another has stored a newer snapshot, and whether a refresh is due. */
    @WithDefault("5s")
    Duration poll();

    /** How long one source may take, redirects included. */
    @WithDefault("60s")
    Duration timeout();

    /** The most that a source may send, also after it is unpacked. */
    @WithDefault("32M")
    MemorySize maxSize();

    /** A source that loses more than this share of its entries is not believed. */
    @WithDefault("0.3")
    double shrink();

    /** A source that grows by more than this share of its entries is not believed. */
    @WithDefault("0.5")
    double growth();

    /** A source of whose lines more than this share are no entries is not believed. */
    @WithDefault("0.1")
    double unreadable();
}
