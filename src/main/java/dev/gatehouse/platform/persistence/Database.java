package dev.gatehouse.platform.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/**
 * The one way to PostgreSQL. A use case does all that it writes in one {@linkplain #inTransaction transaction}, kept
 * short: nothing but SQL may be awaited inside, so that no connection is held while Redis, SMTP, a gateway or a hash
 * is waited for.
 *
 * <p>Subscribing is what starts the work, and a subscription that has begun runs to its commit or roll-back whatever
 * becomes of the HTTP exchange.
 */
@ApplicationScoped
public class Database {
    private final Pool pool;
    private final SqlClient statements;

    Database(Pool pool) {
        this.pool = pool;
        this.statements = SqlClient.newInstance(new SingleStatements(pool.getDelegate()));
    }

    /**
     * Runs the work in one transaction: committed when its {@code Uni} yields an item, rolled back when it fails. A
     * refusal that must keep what it wrote (a counted attempt) is therefore an item, never a failure.
     */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    /**
     * Runs several look-ups on one connection, outside a transaction. Like a transaction it awaits nothing but SQL.
     */
    public <T> Uni<T> onConnection(Function<SqlConnection, Uni<T>> work) {
        return pool.withConnection(work);
    }

    /** For single statements outside a transaction: each takes a pooled connection and gives it back at once. */
    public SqlClient client() {
        return statements;
    }
}
