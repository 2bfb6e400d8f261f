package dev.gatehouse.platform.schema;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    private final DataSource database;

    private Schema(DataSource database) {
        this.database = database;
    }

    /**
     * That of the settings {@code quarkus.datasource.*}; nothing is connected to yet.
     *
     * @throws SchemaException if the address is none of PostgreSQL
     */
    static Schema of(Function<String, Optional<String>> settings) throws SchemaException {
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
        return new Schema(database);
    }

    /** The files of the package that are not applied yet. What a newer version has applied besides is left alone. */
    List<String> pending() throws SchemaException {
        Set<String> applied = applied();
        return Migrations.FILES.stream()
                .filter(file -> !applied.contains(Migrations.version(file)))
                .toList();
    }

    private Set<String> applied() throws SchemaException {
        Set<String> versions = new HashSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(APPLIED)) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw new SchemaException(e);
            }
        }
        return versions;
    }

    /**
     * Applies what is pending, and checks that what was applied before is what the package holds. Several at once wait for
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
