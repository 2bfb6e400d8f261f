package dev.gatehouse.platform.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** The right to carry out one request; whoever holds it completes it in the transaction that does the work. */
@FunctionalInterface
public interface Reservation {
    /** For a request without a key: nothing to hold and nothing to complete. */
    Reservation NONE = (tx, answer) -> Uni.createFrom().voidItem();

    /**
     * Stores the answer, to be replayed, in the deciding transaction. Fails if the lease ran out and somebody else took
     * it over, so that the transaction rolls back.
     *
     * @param answer the body of the 2xx answer, without any secret
     */
    Uni<Void> complete(SqlConnection tx, Object answer);
}
