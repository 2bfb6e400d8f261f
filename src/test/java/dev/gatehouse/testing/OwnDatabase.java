package dev.gatehouse.testing;

import dev.gatehouse.sandbox.EmbeddedServers;
import dev.gatehouse.sandbox.Part;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on the sandbox's PostgreSQL for one test class, so that no other process sends its messages. */
public final class OwnDatabase {
    private final String name;
    private final int port;

    private OwnDatabase(String name, int port) {
        this.name = name;
        this.port = port;
    }

    /** Creates an empty one. */
    public static OwnDatabase create() {
        String server = Objects.requireNonNull(
                EmbeddedServers.settings(Part.POSTGRESQL).get("quarkus.datasource.reactive.url"));
        OwnDatabase database = new OwnDatabase(
                "it_" + UUID.randomUUID().toString().replace("-", ""),
                URI.create(server).getPort());
        try (Connection connection = database.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database.name + " owner gatehouse");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    /** The sandbox's settings, with this database. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Packaged.sandbox());
        String address = "postgresql://127.0.0.1:" + port + "/" + name;
        settings.put("quarkus.datasource.reactive.url", address);
        settings.put("quarkus.datasource.jdbc.url", "jdbc:" + address);
        return settings;
    }

    /** Changes rows; returns how many. */
    public int execute(String sql, Object... parameters) {
        try (Connection connection = connect(name);
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number that a statement gives. */
    public int number(String sql, Object... parameters) {
        try (Connection connection = connect(name);
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one row of numbers that a statement gives, by the names of its columns. */
    public Map<String, Integer> numbers(String sql) {
        try (Connection connection = connect(name);
                PreparedStatement statement = prepare(connection, sql);
                ResultSet result = statement.executeQuery()) {
            result.next();
            Map<String, Integer> numbers = new HashMap<>();
            ResultSetMetaData columns = result.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                numbers.put(columns.getColumnLabel(i), result.getInt(i));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        return source.getConnection("postgres", "");
    }
}
