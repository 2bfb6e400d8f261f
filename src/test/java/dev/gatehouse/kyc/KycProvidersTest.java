package dev.gatehouse.kyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KycProvidersTest {
    @Test
    void theDefaultIsThere() {
        assertThat(new KycProviders(List.of(new ManualProvider()), Settings.of(KycSettings.class)).problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "Manual"})
    void oneThatThereIsNotRefusesTheStart(String name) {
        assertThat(providers(name).problems())
                .containsExactly("GATEHOUSE_KYC_PROVIDER is '" + name + "', which is none of manual");
    }

    @Test
    void aCaseStaysWithItsProvider() {
        assertThat(providers("nobody").of(opened("manual"))).isInstanceOf(ManualProvider.class);
        assertThatThrownBy(() -> providers("manual").of(opened("nobody"))).hasMessageContaining("nobody");
        assertThatThrownBy(() -> new KycProviders(
                        List.of(new ManualProvider(), new ManualProvider()), Settings.of(KycSettings.class)))
                .hasMessageContaining("two KYC providers");
    }

    private static KycProviders providers(String forNewCases) {
        return new KycProviders(
                List.of(new ManualProvider()),
                Settings.of(KycSettings.class, Map.of("gatehouse.kyc.provider", forNewCases)));
    }

    private static KycCase opened(String provider) {
        return new KycCase(
                new UUID(1, 1),
                new UUID(1, 2),
                CaseStatus.REQUIRED,
                provider,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                null,
                null);
    }
}
