package dev.gatehouse.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {
    private static final String SECRET = "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k=";

    private static final Map<String, String> GOOD = Map.of(
            "quarkus.datasource.reactive.url", "postgresql://db/gatehouse",
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/gatehouse",
            "quarkus.redis.hosts", "redis://redis",
            "quarkus.mailer.host", "smtp.example.org",
            "quarkus.mailer.from", "no-reply@example.org",
            "gatehouse.secret", SECRET);

    @Test
    void goodSettingsHaveNoProblem() {
        assertThat(problems(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.datasource.reactive.url, QUARKUS_DATASOURCE_REACTIVE_URL is missing",
        "quarkus.datasource.jdbc.url, QUARKUS_DATASOURCE_JDBC_URL is missing",
        "quarkus.redis.hosts, QUARKUS_REDIS_HOSTS is missing",
        "quarkus.mailer.host, QUARKUS_MAILER_HOST is missing",
        "quarkus.mailer.from, QUARKUS_MAILER_FROM is missing",
        "gatehouse.secret, GATEHOUSE_SECRET is missing"
    })
    void whatIsMissingIsNamedInOneLine(String property, String line) {
        Map<String, String> without = new HashMap<>(GOOD);
        without.remove(property);
        Map<String, String> blank = new HashMap<>(GOOD);
        blank.put(property, " ");

        assertThat(problems(without))
                .singleElement()
                .asString()
                .startsWith(line)
                .doesNotContain("\n");
        assertThat(problems(blank)).isEqualTo(problems(without));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    gatehouse.secret               ; not base64!                                  ; GATEHOUSE_SECRET is not base64
                    gatehouse.secret               ; c2hvcnQ=                                     ; GATEHOUSE_SECRET is too short (5 bytes)
                    gatehouse.secret               ; AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= ; GATEHOUSE_SECRET is not random
                    gatehouse.secret-previous      ; c2hvcnQ=                                     ; GATEHOUSE_SECRET_PREVIOUS is too short
                    gatehouse.secret-previous      ; q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k= ; GATEHOUSE_SECRET_PREVIOUS is the same
                    gatehouse.trusted-proxies      ; 10.0.0.0/8,proxy                             ; GATEHOUSE_TRUSTED_PROXIES holds 'proxy'
                    gatehouse.trusted-proxies      ; 10.0.0.0/40                                  ; GATEHOUSE_TRUSTED_PROXIES holds
                    gatehouse.panel.origins        ; *                                            ; GATEHOUSE_PANEL_ORIGINS holds '*'
                    gatehouse.panel.origins        ; https://panel.example.org/                   ; GATEHOUSE_PANEL_ORIGINS holds
                    gatehouse.disposable.sources   ; https://a.example/x,collects|https://b.example/y ; GATEHOUSE_DISPOSABLE_SOURCES holds 'collects|https://b.example/y'
                    gatehouse.disposable.sources   ; aggregator|ftp://a.example/x                ; GATEHOUSE_DISPOSABLE_SOURCES holds
                    gatehouse.tor.sources          ; a.example/list                               ; GATEHOUSE_TOR_SOURCES holds 'a.example/list'
                    gatehouse.tor.sources          ; https://a b                                  ; GATEHOUSE_TOR_SOURCES holds 'https://a b'
                    gatehouse.staff.bootstrap-key  ; short                                        ; GATEHOUSE_STAFF_BOOTSTRAP_KEY is too short
                    """)
    void whatIsWeakIsNamedInOneLine(String property, String value, String line) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(property, value);

        assertThat(problems(settings)).singleElement().asString().startsWith(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "https://a.example/x",
                "collector|https://a.example/x, Aggregator|HTTP://b.example:8080/y?z=%2C",
            })
    void sourcesAreAddressesWithWhatTheyAre(String value) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put("gatehouse.disposable.sources", value);
        settings.put("gatehouse.tor.sources", value);

        assertThat(problems(settings)).isEmpty();
    }

    @Test
    void secretsNeverShow() {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put("gatehouse.secret", "c2VjcmV0");
        settings.put("gatehouse.staff.bootstrap-key", "hunter2");

        assertThat(problems(settings))
                .hasSize(2)
                .noneMatch(line -> line.contains("c2VjcmV0") || line.contains("hunter2"));
    }

    private static List<String> problems(Map<String, String> settings) {
        return SettingsCheck.problems(name -> Optional.ofNullable(settings.get(name)))
                .toList();
    }
}
