package dev.gatehouse.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When a message that failed is tried again. Pure. */
final class Backoff {
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    private Backoff() {}

    /**
     * The wait after an attempt that failed: 5 s, 30 s, 2 min, 10 min, then hourly; each 20 % shorter to 20 % longer, so
     * that what failed together does not come back together.
     *
     * @param attempts how many were made, at least one
     * @param jitter from 0 (shortest) to 1 (longest)
     */
    static Duration after(int attempts, double jitter) {
        Duration step = STEPS.get(Math.min(attempts, STEPS.size()) - 1);
        return Duration.ofMillis(Math.round(step.toMillis() * (0.8 + 0.4 * jitter)));
    }

    /** The time of the next attempt; never past the expiry, at which the message is looked at once more to be buried. */
    static Instant next(Instant now, int attempts, double jitter, Instant expiresAt) {
        Instant next = now.plus(after(attempts, jitter));
        return next.isAfter(expiresAt) ? expiresAt : next;
    }
}
