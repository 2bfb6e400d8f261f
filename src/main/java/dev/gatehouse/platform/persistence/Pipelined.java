package dev.gatehouse.platform.persistence;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;

/**
 * Statements of one transaction that do not need each other's results: sent one behind the other without waiting, so that
 * they cost one round trip. The connection keeps their order.
 */
public final class Pipelined {
    private Pipelined() {}

    /**
     * Runs all of them, in this order on the connection. Yields when every one has ended; fails with what the first of
     * those that failed has failed with. PostgreSQL refuses what follows a failed statement, so nothing is half done.
     */
    public static Uni<Void> all(Uni<?>... statements) {
        return Uni.combine()
                .all()
                .unis(statements)
                .collectFailures()
                .discardItems()
                .onFailure(CompositeException.class)
                .transform(failure -> failure.getCauses().get(0));
    }
}
