package dev.gatehouse.minfraud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.minfraud.RiskJudgement.Level;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskJudgementTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // score, signs, disposition: level, reasons
                "0.01,  '',                    -,             CLEAR,   ''",
                "19.99, '',                    -,             CLEAR,   ''",
                "19.99, '',                    accept,        CLEAR,   ''",
                "19.99, '',                    test,          CLEAR,   ''",
                "20,    '',                    -,             FLAGGED, risk_score",
                "99,    '',                    accept,        FLAGGED, risk_score",
                "1,     is_anonymous_vpn,      -,             FLAGGED, is_anonymous_vpn",
                "1,     is_hosting_provider,   -,             FLAGGED, is_hosting_provider",
                "1,     is_public_proxy,       -,             FLAGGED, is_public_proxy",
                "1,     is_residential_proxy,  -,             FLAGGED, is_residential_proxy",
                "1,     is_tor_exit_node,      -,             FLAGGED, is_tor_exit_node",
                "1,     email_is_high_risk,    -,             FLAGGED, email_is_high_risk",
                "1,     email_is_disposable,   accept,        FLAGGED, email_is_disposable",
                "1,     '',                    manual_review, FLAGGED, disposition_manual_review",
                "1,     '',                    reject,        BLOCKED, disposition_reject",
                "20,    is_public_proxy,       reject,        BLOCKED, disposition_reject risk_score is_public_proxy",
                "30,    b a,                   -,             FLAGGED, risk_score a b",
            })
    void judges(double score, String signs, @Nullable String disposition, Level level, String reasons) {
        // given
        Set<String> found =
                Arrays.stream(signs.split(" ")).filter(sign -> !sign.isEmpty()).collect(Collectors.toSet());
        RiskFacts facts = new RiskFacts("id", score, found, disposition, null, null, null, null, List.of());

        // when
        RiskJudgement judgement = RiskJudgement.of(facts, new BigDecimal("20"), 20);

        // then
        assertThat(judgement.level()).isEqualTo(level);
        assertThat(String.join(" ", judgement.reasons())).isEqualTo(reasons);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,           -,    false",
                "residential, -,    false",
                "business,    19.9, false",
                "hosting,     -,    false",
                "residential, 20,   true",
                "-,           500,  true",
                "cellular,    -,    true",
                "college,     1,    true",
                "school,      -,    true",
                "library,     -,    true",
                "government,  -,    true",
                "cafe,        -,    true",
            })
    void knowsSharedNetworks(@Nullable String userType, @Nullable Double users, boolean shared) {
        RiskFacts facts = new RiskFacts("id", 1, Set.of(), null, null, userType, users, null, List.of());

        assertThat(RiskJudgement.of(facts, new BigDecimal("20"), 20).shared()).isEqualTo(shared);
    }
}
