package dev.gatehouse.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Backoff BACKOFF =
            Backoff.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2));

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT30S", "3, PT2M", "4, PT2M", "90, PT2M"})
    void waitsLongerAndThenTheSame(int attempts, Duration step) {
        assertThat(BACKOFF.after(attempts, 0.5)).isEqualTo(step);
        assertThat(BACKOFF.after(attempts, 0)).isEqualTo(step.multipliedBy(4).dividedBy(5));
        assertThat(BACKOFF.after(attempts, 1)).isEqualTo(step.multipliedBy(6).dividedBy(5));
    }

    @Test
    void neverWaitsPastTheEnd() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(BACKOFF.next(now, 1, 0.5, now.plusSeconds(60))).isEqualTo(now.plusSeconds(5));
        assertThat(BACKOFF.next(now, 3, 0.5, now.plusSeconds(60))).isEqualTo(now.plusSeconds(60));
    }

    @Test
    void noStepsAreNoBackoff() {
        assertThatThrownBy(Backoff::of).isInstanceOf(IllegalArgumentException.class);
    }
}
