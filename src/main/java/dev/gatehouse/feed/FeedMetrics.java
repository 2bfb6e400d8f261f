package dev.gatehouse.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** What is counted and measured about feeds. */
@ApplicationScoped
class FeedMetrics {
    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> dropped = new ConcurrentHashMap<>();

    FeedMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Measures a feed from now on; an age is in seconds, and not a number while there is none. */
    void watch(Feed feed, ToDoubleFunction<Feed> age, ToDoubleFunction<Feed> version) {
        Gauge.builder("gatehouse.feed.size", feed, Feed::size)
                .tag("feed", feed.id())
                .register(registry);
        Gauge.builder("gatehouse.feed.age", feed, age)
                .tag("feed", feed.id())
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("gatehouse.feed.version", feed, version)
                .tag("feed", feed.id())
                .register(registry);
    }

    void refreshed(Feed feed, RefreshOutcome outcome) {
        registry.counter("gatehouse.feed.refreshes", "feed", feed.id(), "outcome", outcome.code())
                .increment();
    }

    void failed(Feed feed, SourceFailure failure) {
        String reason = failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        registry.counter("gatehouse.feed.source.failures", "feed", feed.id(), "reason", reason)
                .increment();
    }

    void dropped(Feed feed, Map<String, Integer> counts) {
        counts.forEach(
                (reason, count) -> dropped.computeIfAbsent(feed.id() + '/' + reason, name -> register(feed, reason))
                        .set(count));
    }

    private AtomicInteger register(Feed feed, String reason) {
        AtomicInteger count = new AtomicInteger();
        Gauge.builder("gatehouse.feed.dropped", count, AtomicInteger::get)
                .tag("feed", feed.id())
                .tag("reason", reason)
                .register(registry);
        return count;
    }
}
