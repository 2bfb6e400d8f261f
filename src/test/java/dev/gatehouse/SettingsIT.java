package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Packaged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node with a missing or weak setting says so in one line each and ends. */
class SettingsIT {
    private static final String START = "Gatehouse does not start: ";

    @Test
    void withoutSettingsEachThatIsMissingGetsALine() {
        List<String> said = refused(Map.of());

        for (String name : List.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "QUARKUS_DATASOURCE_JDBC_URL",
                "QUARKUS_REDIS_HOSTS",
                "QUARKUS_MAILER_HOST",
                "QUARKUS_MAILER_FROM",
                "GATEHOUSE_SECRET")) {
            assertThat(said.stream().filter(line -> line.startsWith(START + name + " is missing: ")))
                    .as(name)
                    .hasSize(1);
        }
        assertThat(said).hasSize(6);
    }

    @Test
    void weakSettingsAreRefusedAndNotShown() {
        Map<String, String> settings = Packaged.sandbox();
        settings.put("gatehouse.secret", "c2hvcnQ=");
        settings.put("gatehouse.staff.bootstrap-key", "admin");
        settings.put("gatehouse.trusted-proxies", "everybody");
        settings.put("gatehouse.panel.origins", "*");
        settings.put("gatehouse.disposable.sources", "collects|https://lists.example.org/a");
        settings.put("gatehouse.tor.sources", "exits.txt");

        List<String> said = refused(settings);

        assertThat(said).hasSize(6).noneMatch(line -> line.contains("c2hvcnQ=") || line.contains("'admin'"));
        for (String name : List.of(
                "GATEHOUSE_SECRET",
                "GATEHOUSE_STAFF_BOOTSTRAP_KEY",
                "GATEHOUSE_TRUSTED_PROXIES",
                "GATEHOUSE_PANEL_ORIGINS",
                "GATEHOUSE_DISPOSABLE_SOURCES",
                "GATEHOUSE_TOR_SOURCES")) {
            assertThat(said.stream().filter(line -> line.startsWith(START + name)))
                    .as(name)
                    .hasSize(1);
        }
    }

    @Test
    void whatOnlyTheAssembledApplicationCanTellIsRefusedAsWell() {
        Map<String, String> settings = Packaged.sandbox();
        settings.put("gatehouse.dns.servers", "no server");

        assertThat(refused(settings))
                .singleElement()
                .asString()
                .startsWith(START + "GATEHOUSE_DNS_SERVERS holds 'no server'");
    }

    private static List<String> refused(Map<String, String> settings) {
        try (Packaged service = Packaged.start(settings)) {
            assertThat(service.awaitEnd()).isEqualTo(1);
            List<String> log = service.log();
            assertThat(log).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith(START));
            return log;
        }
    }
}
