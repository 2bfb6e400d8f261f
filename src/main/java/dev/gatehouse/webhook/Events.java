package dev.gatehouse.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Where a feature says what happened, in the transaction in which it does. */
public interface Events {
    /**
     * Tells every endpoint that listens: the provider's own and those of the account's reseller. They hear of it if, and
     * only if, the transaction commits, at least once, always under the same id. Call {@link #nudge()} after the commit.
     */
    Uni<Void> publish(SqlConnection tx, Event event);

    /** Wakes this node's sender, so that what was committed leaves at once. Never fails and never blocks. */
    void nudge();
}
