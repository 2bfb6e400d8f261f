package dev.gatehouse.messaging;

import io.micrometer.core.instrument.MeterRegistry;

/** Outages without the application. */
public final class TestOutages {
    private TestOutages() {}

    /** Outages that nobody has seen yet. */
    public static Outages of(MeterRegistry registry) {
        return new Outages(registry);
    }
}
