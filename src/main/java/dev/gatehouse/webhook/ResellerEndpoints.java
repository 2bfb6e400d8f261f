package dev.gatehouse.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What is decided about the webhook endpoints of a reseller as a whole. Whoever does holds the lock on its row. */
@ApplicationScoped
public class ResellerEndpoints {
    private final EndpointStore store;

    ResellerEndpoints(EndpointStore store) {
        this.store = store;
    }

    /**
     * Tells a reseller's endpoints nothing more from the commit on; only what has left already still arrives. What happens
     * meanwhile is not told later either. What was due waits, and is given up three days after it happened.
     */
    public Uni<Void> block(SqlConnection tx, UUID resellerId) {
        return store.block(tx, resellerId);
    }

    /** Tells them again what happens from now on, and what still waits. */
    public Uni<Void> unblock(SqlConnection tx, UUID resellerId) {
        return store.unblock(tx, resellerId);
    }
}
