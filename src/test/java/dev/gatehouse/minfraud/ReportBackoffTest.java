package dev.gatehouse.minfraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportBackoffTest {
    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT5M", "3, PT30M", "4, PT2H", "5, PT6H", "6, PT6H", "40, PT6H"})
    void waitsLongerAndLonger(int attempts, Duration wait) {
        assertThat(ReportBackoff.after(attempts)).isEqualTo(wait);
    }
}
