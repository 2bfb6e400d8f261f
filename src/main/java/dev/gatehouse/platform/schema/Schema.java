package dev.gatehouse.platform.schema;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The schema in PostgreSQL, over JDBC. It blocks: for the main thread alone, before there is anybody to serve. A connection
 * is held for one call.
 */
final class Schema {
    /** The property that leads to it. */
    static final String URL = "quarkus.datasource.jdbc.url";

    private static final String APPLIED =
            "select version from flyway_schema_history where success and version is not null";
    private static final String UNDEFINED_TABLE = "42P01";

    /** How long PostgreSQL may take to let us in, and again to say what is applied. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DataSource database;
    private final Duration patience;

    private Schema(DataSource database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    /**
     * That of the settings {@code quarkus.datasource.*}; nothing is connected to yet.
     *
     * @throws SchemaException if the address is none of PostgreSQL
     */
    static Schema of(Function<String, Optional<String>> settings) throws SchemaException {
        return of(settings, PATIENCE);
    }

    /** With another patience, of whole seconds; a time-out for the login or to connect in the address comes before it. */
    static Schema of(Function<String, Optional<String>> settings, Duration patience) throws SchemaException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        try {
            database.setUrl(settings.apply(URL).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new SchemaException(
                    "QUARKUS_DATASOURCE_JDBC_URL is no address of PostgreSQL:"
                            + " write it like jdbc:postgresql://host:5432/gatehouse",
                    e);
        }
        settings.apply("quarkus.datasource.username").ifPresent(database::setUser);
        settings.apply("quarkus.datasource.password").ifPresent(database::setPassword);
        // Over all of it, from the first packet to the last answer to the password.
        if (database.getLoginTimeout() == 0) {
            database.setLoginTimeout((int) patience.toSeconds());
        }
        return new Schema(database, patience);
    }

    /**
     * The files of the package that are not applied yet. What a newer version has applied besides is left alone.
     *
     * @throws SchemaException also if PostgreSQL is silent for longer than the patience
     */
    List<String> pending() throws SchemaException {
        Set<String> applied = applied();
        return Migrations.FILES.stream()
                .filter(file -> !applied.contains(Migrations.version(file)))
                .toList();
    }

    private Set<String> applied() throws SchemaException {
        try (Connection connection = database.getConnection()) {
            // For this look alone: a migration may take any time, and nothing comes from the server meanwhile.
            connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
            return applied(connection);
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
    }

    private static Set<String> applied(Connection connection) throws SQLException {
        Set<String> versions = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(APPLIED)) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        return versions;
    }

    /**
     * Applies what is pending, however long that takes, and checks that what was applied before is what the package holds. Several at once wait for
     * each other.
     *
     * @return how many were applied
     */
    int migrate() throws SchemaException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return Flyway.configure(loader)
                    .dataSource(database)
                    .encoding(StandardCharsets.UTF_8)
                    .failOnMissingLocations(false)
                    .resourceProvider(new Migrations(loader))
                    .javaMigrationClassProvider(List::of)
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new SchemaException(e);
        }
    }
}
