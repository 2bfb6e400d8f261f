package dev.gatehouse.order;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts what became of orders. */
@Singleton
final class OrderMetrics {
    private final MeterRegistry registry;

    OrderMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts one.
     *
     * @param outcome {@code accepted}, {@code confirmed} or the code of the refusal
     */
    void count(String outcome) {
        registry.counter("gatehouse.orders", "outcome", outcome).increment();
    }
}
