package dev.gatehouse.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.UUID;

/**
 * Where messages are put in the transaction that decides on them: they exist if, and only if, it commits. From then on
 * they are sent at least once, or go dead for staff to see: an outage of the mail server or the gateways delays them,
 * it loses none.
 */
public interface Outbox {
    /** Adds a mail that is due at once; the item is the message's id. Call {@link #nudge()} after the commit. */
    Uni<UUID> add(SqlConnection tx, Mail mail);

    /**
     * Adds an SMS that becomes due only after {@code heldBack}: the time in which the request itself sends it through
     * the {@link SmsCourier}. If the process dies in between, the dispatcher takes it up after that time.
     */
    Uni<UUID> add(SqlConnection tx, Sms sms, Duration heldBack);

    /**
     * Wakes this node's dispatcher, so that what was committed leaves at once rather than with the next tick. Never
     * fails and never blocks.
     */
    void nudge();
}
