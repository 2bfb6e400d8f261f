package dev.gatehouse.platform.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When what failed is tried again: one wait after another from a list, the last one for ever, each 20 % shorter to 20 %
 * longer, so that what failed together does not come back together. Pure.
 *
 * @param steps the waits, at least one
 */
public record Backoff(List<Duration> steps) {
    /** Keeps a copy. */
    public Backoff {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a back-off has at least one step");
        }
    }

    /** These waits, in this order. */
    public static Backoff of(Duration... steps) {
        return new Backoff(List.of(steps));
    }

    /**
     * The wait after an attempt that failed.
     *
     * @param attempts how many were made, at least one
     * @param jitter from 0 (shortest) to 1 (longest)
     */
    public Duration after(int attempts, double jitter) {
        Duration step = steps.get(Math.min(attempts, steps.size()) - 1);
        return Duration.ofMillis(Math.round(step.toMillis() * (0.8 + 0.4 * jitter)));
    }

    /** The time of the next attempt, but never past the end, at which there is one more look. */
    public Instant next(Instant now, int attempts, double jitter, Instant end) {
        Instant next = now.plus(after(attempts, jitter));
        return next.isAfter(end) ? end : next;
    }
}
