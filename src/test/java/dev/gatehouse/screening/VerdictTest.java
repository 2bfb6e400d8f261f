package dev.gatehouse.screening;

import static dev.gatehouse.screening.Verdict.ALLOW;
import static dev.gatehouse.screening.Verdict.BLOCK;
import static dev.gatehouse.screening.Verdict.DEFER;
import static dev.gatehouse.screening.Verdict.REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
    static Stream<Arguments> verdicts() {
        return Stream.of(
                Arguments.of(List.of(ALLOW), ALLOW),
                Arguments.of(List.of(ALLOW, ALLOW), ALLOW),
                Arguments.of(List.of(ALLOW, DEFER), DEFER),
                Arguments.of(List.of(DEFER, REVIEW), REVIEW),
                Arguments.of(List.of(REVIEW, DEFER, ALLOW), REVIEW),
                Arguments.of(List.of(BLOCK, ALLOW, REVIEW, DEFER), BLOCK));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void theWorstWins(List<Verdict> verdicts, Verdict worst) {
        assertThat(Verdict.worst(verdicts)).isEqualTo(worst);
    }

    @Test
    void noneIsNeverAllowed() {
        assertThat(Verdict.worst(List.of())).isEqualTo(DEFER);
    }

    @Test
    void theOrderIsExplicit() {
        assertThat(Stream.of(Verdict.values()).sorted((a, b) -> a == b ? 0 : a.worseThan(b) ? 1 : -1))
                .containsExactly(ALLOW, DEFER, REVIEW, BLOCK);
    }
}
