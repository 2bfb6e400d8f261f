package dev.gatehouse.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RescreeningScheduleTest {
    private static final Instant ACCEPTED = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0,     0,   PT48S",
        "0,     0.5, PT1M",
        "0,     1,   PT1M12S",
        "1,     0.5, PT2M",
        "2,     0.5, PT4M",
        "5,     0.5, PT32M",
        "6,     0.5, PT32M",
        "10000, 0.5, PT32M",
    })
    void waitsLongerEachTime(int attempts, double jitter, Duration wait) {
        assertThat(RescreeningSchedule.after(attempts, jitter)).isEqualTo(wait);
    }

    @Test
    void givesUpAfterAWeek() {
        Instant end = ACCEPTED.plus(Duration.ofDays(7));

        assertThat(RescreeningSchedule.next(ACCEPTED, ACCEPTED, 1, 0.5)).isEqualTo(ACCEPTED.plusSeconds(120));
        assertThat(RescreeningSchedule.next(end.minusMillis(1), ACCEPTED, 300, 0.5))
                .isNotNull();
        assertThat(RescreeningSchedule.next(end, ACCEPTED, 300, 0.5)).isNull();
    }
}
