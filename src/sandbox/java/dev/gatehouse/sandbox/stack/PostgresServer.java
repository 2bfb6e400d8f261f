package dev.gatehouse.sandbox.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * A real PostgreSQL on a free port. The service owns its database and is no superuser, as in production; text is UTF-8 and
 * sorts the same on every machine; nothing is flushed to disk, because nothing has to outlive the process, unless whoever
 * starts it says otherwise.
 */
final class PostgresServer {

    private static final String DATABASE = "gatehouse";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Map<String, String> CONFIGURATION =
            Map.of("max_connections", "200", "fsync", "off", "full_page_writes", "off", "synchronous_commit", "off");

    private final int port;

    private PostgresServer(int port) {
        this.port = port;
    }

    /** Starts it with these settings of the server in place of its own. */
    static PostgresServer start(Workplace workplace, Map<String, String> configuration) {
        Path log = workplace.directory().resolve("postgres.log");
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(workplace.directory().resolve("postgres"))
                    .setCleanDataDirectory(true)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_TIMEOUT)
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
            CONFIGURATION.forEach(builder::setServerConfig);
            configuration.forEach(builder::setServerConfig);
            EmbeddedPostgres server = workplace.stopAtEnd(builder.start());
            createDatabase(server);
            return new PostgresServer(server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createDatabase(EmbeddedPostgres server) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE gatehouse LOGIN PASSWORD 'gatehouse'");
            statement.execute("CREATE DATABASE gatehouse OWNER gatehouse");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL runs but takes no database", e);
        }
    }

    Map<String, String> settings() {
        String address = "postgresql://127.0.0.1:" + port + "/" + DATABASE;
        return Map.of(
                "quarkus.datasource.reactive.url", address,
                "quarkus.datasource.jdbc.url", "jdbc:" + address,
                "quarkus.datasource.username", DATABASE,
                "quarkus.datasource.password", DATABASE);
    }
}
