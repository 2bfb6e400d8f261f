package dev.gatehouse.kyc.sumsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.kyc.KycSettings;
import dev.gatehouse.testing.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumsubStartupTest {
    private static final Map<String, String> GOOD = Map.of(
            "gatehouse.kyc.provider", "sumsub",
            "gatehouse.kyc.sumsub.app-token", "prd:token",
            "gatehouse.kyc.sumsub.secret-key", "key",
            "gatehouse.kyc.sumsub.webhook-secret", "secret",
            "gatehouse.kyc.sumsub.level", "id-and-selfie");

    @Test
    void goodSettingsHaveNoProblem() {
        assertThat(problems(GOOD)).isEmpty();
    }

    @Test
    void whereStaffLookAtCasesNothingIsNeeded() {
        assertThat(problems(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-token", "secret-key", "webhook-secret", "level"})
    void whatIsMissingIsNamedInOneLine(String missing) {
        Map<String, String> without = new HashMap<>(GOOD);
        without.remove("gatehouse.kyc.sumsub." + missing);
        Map<String, String> blank = new HashMap<>(GOOD);
        blank.put("gatehouse.kyc.sumsub." + missing, " ");

        assertThat(problems(without))
                .singleElement()
                .asString()
                .startsWith("GATEHOUSE_KYC_SUMSUB_" + missing.replace('-', '_').toUpperCase(java.util.Locale.ROOT)
                        + " is missing");
        assertThat(problems(blank)).isEqualTo(problems(without));
    }

    private static List<String> problems(Map<String, String> values) {
        return new SumsubStartup(Settings.of(KycSettings.class, values), Settings.of(SumsubSettings.class, values))
                .problems()
                .toList();
    }
}
