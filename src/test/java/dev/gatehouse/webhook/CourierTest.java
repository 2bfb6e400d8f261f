package dev.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourierTest {
    @ParameterizedTest
    @CsvSource({"0.0, 10", "0.5, 10", "1.0, 9"})
    void aDeliveryIsTriedForThreeDaysAndThenNoMore(double jitter, int attempts) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Instant end = start.plus(Courier.PATIENCE);
        List<Duration> tried = new ArrayList<>();
        for (Instant at = start; tried.isEmpty() || at.isBefore(end); ) {
            tried.add(Duration.between(start, at));
            at = Courier.BACKOFF.next(at, tried.size(), jitter, end);
        }

        // The last attempt, at the end, comes on top.
        assertThat(tried).hasSize(attempts);
        assertThat(tried.get(0)).isZero();
        assertThat(tried.get(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(tried.get(tried.size() - 1)).isGreaterThan(Duration.ofHours(40));
    }
}
