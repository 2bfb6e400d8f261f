package dev.gatehouse.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT30S", "3, PT2M", "4, PT10M", "5, PT1H", "6, PT1H", "90, PT1H"})
    void waitsLongerAndThenHourly(int attempts, Duration step) {
        assertThat(Backoff.after(attempts, 0.5)).isEqualTo(step);
        assertThat(Backoff.after(attempts, 0)).isEqualTo(step.multipliedBy(4).dividedBy(5));
        assertThat(Backoff.after(attempts, 1)).isEqualTo(step.multipliedBy(6).dividedBy(5));
    }

    @Test
    void neverWaitsPastTheExpiry() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(Backoff.next(now, 1, 0.5, now.plusSeconds(60))).isEqualTo(now.plusSeconds(5));
        assertThat(Backoff.next(now, 3, 0.5, now.plusSeconds(60))).isEqualTo(now.plusSeconds(60));
    }
}
