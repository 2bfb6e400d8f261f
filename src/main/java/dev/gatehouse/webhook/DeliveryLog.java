package dev.gatehouse.webhook;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.webhook.DeliveryView.State;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of events at an endpoint, and one more try for those that were given up. */
@ApplicationScoped
class DeliveryLog {
    private static final String SELECT =
            """
            select event_id, type, account_id, state, attempts, status, last_error, created_at, next_attempt_at,
                   sent_at, dead_at
            from webhook_delivery where endpoint_id = $1\s""";

    /** Its place among the account's events is its own again: later ones that are due wait for it. */
    private static final String RETRY =
            """
            with woken as (update webhook_endpoint set resting_until = null where id = $1)
            update webhook_delivery
            set state = 'due', attempts = 0, next_attempt_at = $3, due_since = $3, dead_at = null
            where endpoint_id = $1 and event_id = $2 and state = 'dead'""";

    /** Sorts after every id that a row has. */
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final Database database;
    private final Endpoints endpoints;
    private final AuditLog audit;
    private final WebhookSender sender;
    private final Clock clock;

    DeliveryLog(Database database, Endpoints endpoints, AuditLog audit, WebhookSender sender, Clock clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.audit = audit;
        this.sender = sender;
        this.clock = clock;
    }

    /** Deliveries to an endpoint, newest event first, in one state if it is given. */
    Uni<List<DeliveryView>> list(
            Owner owner, UUID endpointId, @Nullable State state, @Nullable UUID before, int limit) {
        String only = state == null ? "" : " and state = '" + state.wireName() + '\'';
        return endpoints
                .find(owner, endpointId)
                .flatMap(seen -> database.client()
                        .preparedQuery(SELECT + only + " and event_id < $2 order by event_id desc limit $3")
                        .execute(Tuple.of(endpointId, before == null ? AFTER_ALL : before, limit)))
                .map(rows -> Rows.all(rows, DeliveryLog::read));
    }

    /** Has an event that was given up tried for three days more; what is due anyway stays as it is. */
    Uni<DeliveryView> retry(Owner owner, UUID endpointId, UUID eventId) {
        return endpoints
                .find(owner, endpointId)
                .flatMap(seen -> database.inTransaction(tx -> revive(tx, owner, endpointId, eventId)))
                .invoke(sender::wake);
    }

    private Uni<DeliveryView> revive(SqlConnection tx, Owner owner, UUID endpointId, UUID eventId) {
        Instant now = clock.instant();
        return tx.preparedQuery(RETRY)
                .execute(Tuple.of(endpointId, eventId, time(now)))
                .flatMap(revived -> find(tx, endpointId, eventId)
                        .invoke(DeliveryLog::refuseSent)
                        .call(view -> revived.rowCount() == 1
                                ? record(tx, owner, endpointId, eventId)
                                : Uni.createFrom().voidItem()));
    }

    private static void refuseSent(DeliveryView delivery) {
        if (delivery.state() == State.SENT) {
            throw Refusal.invalid("eventId", "already-sent", "The receiver has taken this event.");
        }
    }

    private static Uni<DeliveryView> find(SqlClient client, UUID endpointId, UUID eventId) {
        return client.preparedQuery(SELECT + " and event_id = $2")
                .execute(Tuple.of(endpointId, eventId))
                .map(rows -> Rows.first(rows, DeliveryLog::read))
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    private Uni<Void> record(SqlConnection tx, Owner owner, UUID endpointId, UUID eventId) {
        return owner.isStaff()
                ? audit.record(
                        tx,
                        new Act(
                                owner.actor(),
                                "webhook-delivery.retried",
                                "webhook-endpoint:" + endpointId,
                                new JsonObject().put("eventId", eventId.toString())))
                : Uni.createFrom().voidItem();
    }

    private static DeliveryView read(Row row) {
        State state = State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT));
        return new DeliveryView(
                row.getUUID("event_id"),
                row.getString("type"),
                row.getUUID("account_id"),
                state,
                row.getInteger("attempts"),
                row.getInteger("status"),
                row.getString("last_error"),
                row.getOffsetDateTime("created_at").toInstant(),
                state == State.DUE ? Rows.instant(row, "next_attempt_at") : null,
                Rows.instant(row, "sent_at"),
                Rows.instant(row, "dead_at"));
    }
}
