package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the package does that is not serving, and how nodes start that leave the migrations to it. */
class CommandLineIT {
    private static final String MIGRATED = "select count(*)::int from flyway_schema_history where success";

    @Test
    void migratingNeedsPostgresqlAloneAndTwiceDoesNoHarm() {
        OwnDatabase database = OwnDatabase.create();
        Map<String, String> settings = postgresql(database);

        List<String> first = ended(0, settings, "migrate");
        List<String> second = ended(0, settings, "migrate");

        int all = database.number(MIGRATED);
        assertThat(all).isGreaterThan(19);
        assertThat(first).last().asString().isEqualTo(migrated(all, all));
        assertThat(second).last().asString().isEqualTo(migrated(0, all));
    }

    @Test
    void severalNodesMayMigrateAtOnce() {
        OwnDatabase database = OwnDatabase.create();
        Map<String, String> settings = postgresql(database);
        try (Packaged one = Packaged.start(settings, "migrate");
                Packaged other = Packaged.start(settings, "migrate")) {
            assertThat(one.awaitEnd()).as(String.join("\n", one.log())).isZero();
            assertThat(other.awaitEnd()).as(String.join("\n", other.log())).isZero();
        }
        assertThat(database.number("select count(distinct version)::int from flyway_schema_history"))
                .isEqualTo(database.number(MIGRATED))
                .isGreaterThan(19);
    }

    @Test
    void migratingWithoutAnAddressOrADatabaseIsOneLine() {
        assertThat(ended(1, Map.of(), "migrate"))
                .singleElement()
                .asString()
                .startsWith("Gatehouse does not migrate: QUARKUS_DATASOURCE_JDBC_URL is missing: ");
        assertThat(ended(
                        1, Map.of("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/gatehouse"), "migrate"))
                .last()
                .asString()
                .startsWith("Gatehouse does not migrate: PostgreSQL says: Connection to 127.0.0.1:1 refused");
    }

    @Test
    void helpAndVersionNeedNothing() {
        assertThat(ended(0, Map.of(), "--help"))
                .anyMatch(line -> line.startsWith("Usage: gatehouse "))
                .anyMatch(line -> line.contains("migrate"));
        assertThat(ended(0, Map.of(), "--version"))
                .singleElement()
                .asString()
                .matches("gatehouse [0-9]+\\.[0-9]+\\.[0-9]+(-[A-Za-z0-9]+)?");
    }

    @Test
    void anUnknownArgumentIsOneLine() {
        assertThat(ended(2, Map.of(), "serve"))
                .containsExactly("Gatehouse does not know the argument 'serve': see --help");
    }

    @Test
    void aNodeThatLeavesTheSchemaAloneStartsOnceItIsUpToDate() {
        OwnDatabase database = OwnDatabase.create();
        Map<String, String> settings = database.settings();
        settings.put("gatehouse.migrate.at-start", "false");

        assertThat(ended(1, settings))
                .singleElement()
                .asString()
                .startsWith("Gatehouse does not start: the schema is behind, ")
                .contains("V1__pathway.sql", "gatehouse migrate");
        assertThat(database.number("select count(*)::int from pg_tables where schemaname = 'public'"))
                .isZero();

        ended(0, postgresql(database), "migrate");
        try (Packaged node = Packaged.start(settings).awaitReady()) {
            node.request().get("/q/health/ready").then().statusCode(200);
        }
    }

    @Test
    void aNodeMigratesByDefault() {
        OwnDatabase database = OwnDatabase.create();
        try (Packaged node = Packaged.start(database.settings()).awaitReady()) {
            node.request().get("/q/health/ready").then().statusCode(200);
        }
        assertThat(database.number(MIGRATED)).isGreaterThan(19);
    }

    private static String migrated(int applied, int all) {
        return "Gatehouse has migrated: " + applied + " of " + all + " migrations applied";
    }

    private static Map<String, String> postgresql(OwnDatabase database) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.keySet().removeIf(name -> !name.startsWith("quarkus.datasource."));
        return settings;
    }

    private static List<String> ended(int code, Map<String, String> settings, String... arguments) {
        try (Packaged process = Packaged.start(settings, arguments)) {
            int ended = process.awaitEnd();
            List<String> said = process.log();
            assertThat(ended).as(String.join("\n", said)).isEqualTo(code);
            return said;
        }
    }
}
