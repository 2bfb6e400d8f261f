package dev.gatehouse.load;

import dev.gatehouse.sandbox.Part;
import dev.gatehouse.sandbox.stack.EmbeddedStack;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, Redis, DNS and the list of Tor exits, from the sandbox; PostgreSQL is set up as a server, not as for tests. */
final class Servers {
    /**
     * Every commit is on disk before it is answered, as in production. The sizes are those of a small server, so that
     * neither checkpoints nor a cold cache are measured.
     */
    static final Map<String, String> POSTGRES = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on",
            "shared_buffers", "1GB",
            "effective_cache_size", "4GB",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "15min");

    private static final List<Part> PARTS = List.of(Part.POSTGRESQL, Part.REDIS, Part.DNS, Part.TOR, Part.DISPOSABLE);
    private static final String SUPERUSER = "postgres";

    private final EmbeddedStack stack;
    private final Map<String, String> settings;

    private Servers(EmbeddedStack stack, Map<String, String> settings) {
        this.stack = stack;
        this.settings = settings;
    }

    static Servers start() {
        EmbeddedStack stack = new EmbeddedStack(POSTGRES);
        Map<String, String> settings = new HashMap<>();
        PARTS.forEach(part -> settings.putAll(stack.settings(part.name())));
        return new Servers(stack, settings);
    }

    EmbeddedStack stack() {
        return stack;
    }

    /** How the service finds them. */
    Map<String, String> settings() {
        return settings;
    }

    /** Where PostgreSQL listens on this machine. */
    int postgresPort() {
        return database().getPort();
    }

    /** The database's name. */
    String databaseName() {
        return database().getPath().substring(1);
    }

    /** A connection to the service's database that may do everything. */
    Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {postgresPort()});
        source.setDatabaseName(databaseName());
        return source.getConnection(SUPERUSER, "");
    }

    private URI database() {
        return URI.create(Objects.requireNonNull(settings.get("quarkus.datasource.reactive.url")));
    }
}
