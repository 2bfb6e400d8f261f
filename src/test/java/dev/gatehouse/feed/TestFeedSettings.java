package dev.gatehouse.feed;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** The defaults, but for what a source may take and send. */
record TestFeedSettings(Duration timeout, MemorySize maxSize) implements FeedSettings {
    static final TestFeedSettings DEFAULT = of(Duration.ofSeconds(20), 1_000_000);

    static TestFeedSettings of(Duration timeout, long bytes) {
        return new TestFeedSettings(timeout, new MemorySize(BigInteger.valueOf(bytes)));
    }

    @Override
    public Duration poll() {
        return Duration.ofSeconds(5);
    }

    @Override
    public double shrink() {
        return 0.3;
    }

    @Override
    public double growth() {
        return 0.5;
    }

    @Override
    public double unreadable() {
        return 0.1;
    }
}
