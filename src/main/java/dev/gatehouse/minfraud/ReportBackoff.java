package dev.gatehouse.minfraud;

import java.time.Duration;
import java.util.List;

/** When a report that failed is tried again. Pure. */
final class ReportBackoff {
    /** How long a report is tried. */
    static final Duration PATIENCE = Duration.ofDays(3);

    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6));

    private ReportBackoff() {}

    /** The wait after that many attempts, at least one: 1 min, 5 min, 30 min, 2 h, then every 6 h. */
    static Duration after(int attempts) {
        return STEPS.get(Math.min(attempts, STEPS.size()) - 1);
    }
}
