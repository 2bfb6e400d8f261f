package dev.gatehouse.minfraud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class MinFraudReadinessTest {
    private final MinFraudAlarms alarms = new MinFraudAlarms(new SimpleMeterRegistry());

    @Test
    void warnsWithoutAnAccount() {
        assertThat(state(Map.of())).isEqualTo("warning: not-configured");
        assertThat(state(Map.of("gatehouse.minfraud.account-id", "1"))).isEqualTo("warning: not-configured");
        assertThat(state(Map.of("gatehouse.minfraud.license-key", "k"))).isEqualTo("warning: not-configured");
    }

    @Test
    void warnsWhileAnAlarmIsUp() {
        Map<String, String> account =
                Map.of("gatehouse.minfraud.account-id", "1", "gatehouse.minfraud.license-key", "k");
        assertThat(state(account)).isEqualTo("configured");

        alarms.raise("insufficient-funds");
        assertThat(state(account)).isEqualTo("warning: insufficient-funds");

        alarms.clear();
        assertThat(state(account)).isEqualTo("configured");
    }

    private @org.jspecify.annotations.Nullable Object state(Map<String, String> values) {
        HealthCheckResponse answer = new MinFraudReadiness(Settings.of(MinFraudSettings.class, values), alarms)
                .call()
                .await()
                .atMost(Duration.ofSeconds(1));
        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        return answer.getData().orElseThrow().get("minfraud");
    }
}
