package dev.gatehouse.webhook;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes one delivery for each endpoint that listens, in one statement. */
@ApplicationScoped
class EventOutbox implements Events {
    /** How long a node wakes its sender for every event after one that somebody listened to. */
    private static final Duration LISTENED = Duration.ofSeconds(30);

    private final Ids ids;
    private final Clock clock;
    private final WebhookSender sender;
    private volatile Instant lastHeard = Instant.EPOCH;

    EventOutbox(Ids ids, Clock clock, WebhookSender sender) {
        this.ids = ids;
        this.clock = clock;
        this.sender = sender;
    }

    @Override
    public Uni<Void> publish(SqlConnection tx, Event event) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        JsonObject data = event.data().copy();
        if (event.accountId() != null) {
            data.put("accountId", event.accountId().toString());
        }
        JsonObject body = new JsonObject()
                .put("type", event.type().wireName())
                .put("timestamp", now.toString())
                .put("data", data);
        return tx.preparedQuery(
                        """
                        insert into webhook_delivery (event_id, endpoint_id, account_id, type, payload,
                                                      next_attempt_at, due_since, created_at)
                        select $1, e.id, $2, $3, $4, $5, $5, $5 from webhook_endpoint e
                        where e.removed_at is null and e.disabled_at is null and e.blocked_at is null
                          and $3 = any (e.events)
                          and (e.reseller_id is null or e.reseller_id = $6)""")
                .execute(Tuple.tuple()
                        .addValue(ids.next())
                        .addValue(event.accountId())
                        .addValue(event.type().wireName())
                        .addValue(body.encode())
                        .addValue(time(now))
                        .addValue(event.resellerId()))
                .invoke(written -> {
                    if (written.rowCount() > 0) {
                        lastHeard = now;
                    }
                })
                .replaceWithVoid();
    }

    /** Where nobody has listened lately there is nothing to send, and an order need not cost a look at the outbox. */
    @Override
    public void nudge() {
        if (lastHeard.plus(LISTENED).isAfter(clock.instant())) {
            sender.wake();
        }
    }
}
