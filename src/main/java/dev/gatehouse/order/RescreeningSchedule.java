package dev.gatehouse.order;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an order that went on unexamined is screened again. Pure. */
final class RescreeningSchedule {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 5;
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

    private RescreeningSchedule() {}

    /**
     * The wait after that many attempts: 1 min, 2 min, 4 min … 32 min, then every 32 min; each 20 % shorter to 20 %
     * longer, so that what was put off together does not come back together.
     *
     * @param attempts how many were made, from 0
     * @param jitter from 0 (shortest) to 1 (longest)
     */
    static Duration after(int attempts, double jitter) {
        Duration step = FIRST.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return Duration.ofMillis(Math.round(step.toMillis() * (0.8 + 0.4 * jitter)));
    }

    /** The time of the next attempt, or {@code null} after a week: then it is given up. */
    static @Nullable Instant next(Instant now, Instant createdAt, int attempts, double jitter) {
        return now.isBefore(createdAt.plus(GIVEN_UP_AFTER)) ? now.plus(after(attempts, jitter)) : null;
    }
}
