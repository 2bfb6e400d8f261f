package dev.gatehouse.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How long an upstream takes, by percentiles: straight lines between them, from nothing at 0. */
public final class Latency {
    /** No time at all. */
    public static final Latency NONE = new Latency(Map.of(1.0, 0.0));

    /**
     * minFraud Insights as MaxMind publishes it, in milliseconds: 25 at p50, 60 at p90, 110 at p99 and 210 at p99.9, which
     * is also the most.
     */
    public static final Latency INSIGHTS = new Latency(Map.of(0.5, 25.0, 0.9, 60.0, 0.99, 110.0, 0.999, 210.0));

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final NavigableMap<Double, Double> millisByShare;

    private Latency(Map<Double, Double> millisByShare) {
        this.millisByShare = new TreeMap<>(millisByShare);
        this.millisByShare.put(0.0, 0.0);
    }

    /**
     * The time that so large a share of the answers stays within.
     *
     * @param share from 0 up to 1; evenly distributed ones give times with these percentiles
     * @return never negative
     * @throws IllegalArgumentException if the share is not within 0 and 1
     */
    public Duration at(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is from 0 to 1");
        }
        Map.Entry<Double, Double> below = millisByShare.floorEntry(share);
        Map.Entry<Double, Double> above = millisByShare.ceilingEntry(share);
        return nanos(above == null ? below.getValue() : between(below, above, share));
    }

    private static double between(Map.Entry<Double, Double> below, Map.Entry<Double, Double> above, double share) {
        double width = above.getKey() - below.getKey();
        double part = width == 0 ? 0 : (share - below.getKey()) / width;
        return below.getValue() + part * (above.getValue() - below.getValue());
    }

    private static Duration nanos(double millis) {
        return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
    }
}
