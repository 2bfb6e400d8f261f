package dev.gatehouse.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.OwnDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void anEmptyDatabaseIsBroughtUpToDateOnce() throws SchemaException {
        Schema schema = schema(OwnDatabase.create().settings());

        assertThat(schema.pending()).isEqualTo(Migrations.FILES);
        assertThat(schema.migrate()).isEqualTo(Migrations.FILES.size());
        assertThat(schema.pending()).isEmpty();
        assertThat(schema.migrate()).isZero();
    }

    @Test
    void severalAtOnceWaitForEachOther() throws Exception {
        Map<String, String> settings = OwnDatabase.create().settings();
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            Callable<Integer> migrating = () -> schema(settings).migrate();
            int applied = 0;
            for (Future<Integer> node : nodes.invokeAll(List.of(migrating, migrating, migrating))) {
                applied += node.get();
            }

            assertThat(applied).isEqualTo(Migrations.FILES.size());
        } finally {
            nodes.shutdown();
        }
    }

    @Test
    void whatIsMissingIsPendingAndWhatANewerVersionAppliedIsLeftAlone() throws SchemaException {
        OwnDatabase database = OwnDatabase.create();
        Schema schema = schema(database.settings());
        schema.migrate();
        String last = Migrations.FILES.get(Migrations.FILES.size() - 1);
        assertThat(database.execute(
                        "update flyway_schema_history set version = '999' where version = ?", Migrations.version(last)))
                .isEqualTo(1);

        assertThat(schema.pending()).containsExactly(last);
    }

    @Test
    void aMigrationThatWasChangedIsRefusedInOneLine() throws SchemaException {
        OwnDatabase database = OwnDatabase.create();
        Schema schema = schema(database.settings());
        schema.migrate();
        database.execute("update flyway_schema_history set checksum = 1 where version = '3'");

        assertThatThrownBy(schema::migrate)
                .isInstanceOf(SchemaException.class)
                .message()
                .hasLineCount(1)
                .contains("checksum mismatch", "3");
    }

    @Test
    void aMigrationThatFailsIsNamedInOneLineWithoutRows() {
        OwnDatabase database = OwnDatabase.create();
        database.execute("create table account (id int)");
        Schema schema = schema(database.settings());

        assertThatThrownBy(schema::migrate)
                .isInstanceOf(SchemaException.class)
                .message()
                .hasLineCount(1)
                .contains("non-empty schema");
    }

    @Test
    void whatPostgresqlSaysIsOneLineWithoutThePassword() {
        Map<String, String> settings = new HashMap<>(OwnDatabase.create().settings());
        settings.put(Schema.URL, Objects.requireNonNull(settings.get(Schema.URL)) + "_not_there");
        settings.put("quarkus.datasource.password", "a-password-that-nobody-may-see");

        assertThatThrownBy(() -> schema(settings).pending())
                .isInstanceOf(SchemaException.class)
                .message()
                .hasLineCount(1)
                .startsWith("PostgreSQL says: ")
                .doesNotContain("nobody-may-see");
    }

    @Test
    void anAddressOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> Schema.of(name -> Optional.of("jdbc:mysql://a/b")))
                .isInstanceOf(SchemaException.class)
                .message()
                .startsWith("QUARKUS_DATASOURCE_JDBC_URL is no address of PostgreSQL");
    }

    private static Schema schema(Map<String, String> settings) {
        try {
            return Schema.of(name -> Optional.ofNullable(settings.get(name)));
        } catch (SchemaException e) {
            throw new AssertionError(e);
        }
    }
}
