package dev.gatehouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SandboxConfigSourceFactoryTest {

    @Test
    void productionGetsNothing() {
        assertThat(provided("prod", Map.of())).isEmpty();
    }

    @Test
    void developmentGetsEverySetting() {
        assertThat(provided("dev", Map.of()))
                .contains(
                        "quarkus.datasource.reactive.url",
                        "quarkus.datasource.password",
                        "quarkus.redis.hosts",
                        "quarkus.mailer.port",
                        "gatehouse.secret",
                        "gatehouse.dns.servers",
                        "gatehouse.disposable.sources",
                        "gatehouse.sms.vonage.api-secret",
                        "gatehouse.minfraud.license-key",
                        "gatehouse.staff.bootstrap-key");
    }

    @Test
    void whatIsGivenIsNotProvided() {
        Set<String> provided = provided(
                "test",
                Map.of(
                        "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/gatehouse",
                        "quarkus.redis.hosts", "redis://cache",
                        "gatehouse.sms.twilio.base-url", "http://twilio"));

        assertThat(provided)
                .contains("quarkus.mailer.host", "gatehouse.sms.vonage.base-url")
                .noneMatch(name -> name.startsWith("quarkus.datasource"))
                .noneMatch(name -> name.startsWith("quarkus.redis"))
                .noneMatch(name -> name.startsWith("gatehouse.sms.twilio"));
    }

    /** Asks for names alone, so that no server starts. */
    private static Set<String> provided(String profile, Map<String, String> given) {
        var config = new SmallRyeConfigBuilder()
                .withProfile(profile)
                .withSources(new PropertiesConfigSource(given, "given", 300))
                .withSources(new SandboxConfigSourceFactory())
                .build();
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> source.getName().equals("Gatehouse sandbox"))
                .flatMap(source -> source.getPropertyNames().stream())
                .collect(Collectors.toSet());
    }
}
