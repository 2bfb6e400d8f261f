package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.25, 12.5",
        "0.5, 25",
        "0.7, 42.5",
        "0.9, 60",
        "0.99, 110",
        "0.999, 210",
        "0.9999, 210",
        "1, 210"
    })
    void insightsTakesWhatMaxMindPublishes(double share, double millis) {
        Duration taken = Latency.INSIGHTS.at(share);

        assertThat(taken).isEqualTo(Duration.ofNanos(Math.round(millis * 1_000_000)));
    }

    @Test
    void evenlyDistributedSharesHaveTheSamePercentiles() {
        int most = 100_000;

        double[] millis = IntStream.range(0, most)
                .mapToDouble(i -> Latency.INSIGHTS.at((i + 0.5) / most).toNanos() / 1e6)
                .sorted()
                .toArray();

        assertThat(millis[most / 2]).isBetween(24.9, 25.1);
        assertThat(millis[most * 9 / 10]).isBetween(59.9, 60.1);
        assertThat(millis[most * 99 / 100]).isBetween(109.0, 111.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.999, 1})
    void noneTakesNoTime(double share) {
        assertThat(Latency.NONE.at(share)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void nothingElseIsAShare(double share) {
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.INSIGHTS.at(share));
    }
}
