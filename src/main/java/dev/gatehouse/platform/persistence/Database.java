package dev.gatehouse.platform.persistence;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
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
     * The same for work that begins by reading, such as by locking a row: the first statement leaves together with
     * {@code BEGIN}, one round trip less. It must write nothing, since it would be outside of any transaction if there
     * was no {@code BEGIN}; what follows runs only once there is.
     *
     * @param first the one statement that it begins with
     * @param work the rest, with what the first has read
     */
    public <A, T> Uni<T> inTransaction(
            Function<SqlConnection, Uni<A>> first, BiFunction<SqlConnection, A, Uni<T>> work) {
        return pool.withConnection(
                connection -> Pipelined.both(connection.begin(), first.apply(connection), (begun, read) -> read)
                        .flatMap(read -> work.apply(connection, read))
                        .call(() -> connection.transaction().commit())
                        .onFailure()
                        .call(() -> rollBack(connection)));
    }

    private static Uni<Void> rollBack(SqlConnection connection) {
        Transaction open = connection.transaction();
        return open == null
                ? Uni.createFrom().voidItem()
                : open.rollback().onFailure().recoverWithNull();
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
