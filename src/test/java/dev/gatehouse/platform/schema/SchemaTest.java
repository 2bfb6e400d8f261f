package dev.gatehouse.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.OwnDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
import org.junit.jupiter.api.Timeout;

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

    /** Without an end of its own the start would hang, so the time here is the guard of the build, not a measure. */
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aServerThatAcceptsAndSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = Map.of(
                    Schema.URL, "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/gatehouse?sslmode=disable");

            assertThatThrownBy(() -> impatient(settings).pending())
                    .isInstanceOf(SchemaException.class)
                    .message()
                    .hasLineCount(1)
                    .startsWith("PostgreSQL says: ");
            assertThatThrownBy(() -> impatient(settings).migrate())
                    .isInstanceOf(SchemaException.class)
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLookThatGetsNoAnswerIsGivenUpAndAMigrationIsNot() throws Exception {
        Map<String, String> settings = OwnDatabase.create().settings();
        impatient(settings).migrate();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection holder = connect(settings);
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("lock table flyway_schema_history in access exclusive mode");
            Future<Integer> migrating = other.submit(() -> impatient(settings).migrate());

            // Each takes as long as the migration would be let wait, if it were cut off, too.
            for (int look = 0; look < 3; look++) {
                assertThatThrownBy(() -> impatient(settings).pending())
                        .isInstanceOf(SchemaException.class)
                        .message()
                        .hasLineCount(1)
                        .startsWith("PostgreSQL says: ");
            }
            assertThat(migrating.isDone()).isFalse();
            holder.rollback();

            assertThat(migrating.get()).isZero();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void anAddressOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> Schema.of(name -> Optional.of("jdbc:mysql://a/b")))
                .isInstanceOf(SchemaException.class)
                .message()
                .startsWith("QUARKUS_DATASOURCE_JDBC_URL is no address of PostgreSQL");
    }

    private static Schema impatient(Map<String, String> settings) throws SchemaException {
        return Schema.of(name -> Optional.ofNullable(settings.get(name)), Duration.ofSeconds(1));
    }

    private static Connection connect(Map<String, String> settings) throws SQLException {
        return DriverManager.getConnection(
                Objects.requireNonNull(settings.get(Schema.URL)),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
    }

    private static Schema schema(Map<String, String> settings) {
        try {
            return Schema.of(name -> Optional.ofNullable(settings.get(name)));
        } catch (SchemaException e) {
            throw new AssertionError(e);
        }
    }
}
