package dev.gatehouse.webhook;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code webhook_delivery} as the sender sees it. A row is due until it is sent or dead. A lease is nothing but
 * a later {@code next_attempt_at}, so a node that dies gives its rows back by letting that time pass.
 */
@ApplicationScoped
class DeliveryStore {
    /**
     * Goes from endpoint to endpoint, so that a long queue of one costs the others nothing, and takes of each no more
     * than its share. What has an earlier one of the same account before it is not taken.
     */
    private static final String CLAIM =
            """
            with picked as (
                select d.endpoint_id, d.event_id
                from webhook_endpoint e
                left join unnest($5::uuid[], $6::int[]) as busy (id, used) on busy.id = e.id
                cross join lateral (
                    select due.endpoint_id, due.event_id, due.next_attempt_at
                    from webhook_delivery due
                    where due.endpoint_id = e.id and due.state = 'due' and due.next_attempt_at <= $1
                      and not exists (
                          select from webhook_delivery earlier
                          where earlier.endpoint_id = due.endpoint_id and earlier.account_id = due.account_id
                            and earlier.state = 'due' and earlier.seq < due.seq)
                    order by due.next_attempt_at, due.seq
                    limit greatest(0, $4 - coalesce(busy.used, 0))
                    for update skip locked) d
                where e.removed_at is null and e.disabled_at is null and e.blocked_at is null
                  and (e.resting_until is null or e.resting_until <= $1)
                order by d.next_attempt_at
                limit $3)
            update webhook_delivery d set attempts = d.attempts + 1, next_attempt_at = $2
            from picked, webhook_endpoint e
            where d.endpoint_id = picked.endpoint_id and d.event_id = picked.event_id and e.id = d.endpoint_id
            returning d.endpoint_id, d.event_id, d.payload, d.attempts, d.due_since, e.url, e.secret,
                      case when e.previous_secret_until > $1 then e.previous_secret end as previous_secret""";

    private static final String SENT =
            """
            with recovered as (
                update webhook_endpoint set failures = 0, resting_until = null where id = $1 and failures > 0)
            update webhook_delivery set state = 'sent', status = $3, last_error = null, sent_at = $4, dead_at = null
            where endpoint_id = $1 and event_id = $2 and state <> 'sent'""";

    /** After five failures in a row the endpoint rests: half a minute, a minute, …, five minutes. */
    private static final String FAILED =
            """
            with noted as (
                update webhook_endpoint
                set failures = failures + 1,
                    resting_until = case when failures >= 4
                        then $6::timestamptz + make_interval(secs => least(300, 30 * (failures - 3))) end
                where id = $1)
            update webhook_delivery set next_attempt_at = $7, status = $4, last_error = $5
            where endpoint_id = $1 and event_id = $2 and attempts = $3 and state = 'due'""";

    private static final String DEAD =
            """
            update webhook_delivery set state = 'dead', dead_at = $6, status = $4, last_error = $5
            where endpoint_id = $1 and event_id = $2 and attempts = $3 and state = 'due'""";

    private static final String DISABLE =
            "update webhook_endpoint set disabled_at = $2 where id = $1 and disabled_at is null and url = $3";

    private static final String EXPIRE =
            """
            update webhook_delivery d set state = 'dead', dead_at = $1, last_error = coalesce(d.last_error, 'expired')
            from (select endpoint_id, event_id from webhook_delivery
                  where state = 'due' and due_since < $2
                  order by due_since limit $3 for update skip locked) late
            where d.endpoint_id = late.endpoint_id and d.event_id = late.event_id""";

    private static final String OLDEST =
            """
            select d.due_since from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
            where d.state = 'due' and e.removed_at is null and e.disabled_at is null and e.blocked_at is null
            order by d.due_since limit 1""";

    private final Database database;
    private final Clock clock;

    DeliveryStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes due rows for the length of the lease; committed when the item arrives.
     *
     * @param most how many in all
     * @param share how many of one endpoint may be under way at this node
     * @param busy how many are, by endpoint
     */
    Uni<List<Delivery>> claim(int most, Duration lease, int share, Map<UUID, Integer> busy) {
        Instant now = clock.instant();
        List<Map.Entry<UUID, Integer>> entries = List.copyOf(busy.entrySet());
        return database.client()
                .preparedQuery(CLAIM)
                .execute(Tuple.tuple()
                        .addValue(time(now))
                        .addValue(time(now.plus(lease)))
                        .addValue(most)
                        .addValue(share)
                        .addValue(entries.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                        .addValue(entries.stream().map(Map.Entry::getValue).toArray(Integer[]::new)))
                .map(rows -> Rows.all(rows, DeliveryStore::read));
    }

    /** Taken by the receiver, whoever holds the lease by now. */
    Uni<Void> sent(Delivery delivery, @Nullable Integer status) {
        return run(
                SENT,
                Tuple.tuple()
                        .addValue(delivery.endpointId())
                        .addValue(delivery.eventId())
                        .addValue(status)
                        .addValue(time(clock.instant())));
    }

    /** Failed: due again at that time, unless another has taken it up since. */
    Uni<Void> failed(Delivery delivery, Attempt attempt, Instant next) {
        return run(
                FAILED,
                marked(delivery, attempt).addValue(time(clock.instant())).addValue(time(next)));
    }

    /** Given up, unless another has taken it up since. */
    Uni<Void> dead(Delivery delivery, Attempt attempt) {
        return run(DEAD, marked(delivery, attempt).addValue(time(clock.instant())));
    }

    /** The endpoint hears of nothing until its owner changes it, unless it has another URL by now. */
    Uni<Void> disable(Delivery delivery) {
        return run(DISABLE, Tuple.of(delivery.endpointId(), time(clock.instant()), delivery.url()));
    }

    /** Gives up rows that have been due since before that time, at most so many; the item tells how many they were. */
    Uni<Integer> expire(Instant before, int most) {
        return database.client()
                .preparedQuery(EXPIRE)
                .execute(Tuple.of(time(clock.instant()), time(before), most))
                .map(rows -> rows.rowCount());
    }

    /**
     * Since when the oldest row has been due, or {@code null} if none is. What waits for an owner alone, since the endpoint
     * is disabled or blocked, does not count.
     */
    Uni<@Nullable Instant> oldest() {
        return database.client()
                .query(OLDEST)
                .execute()
                .map(rows -> Rows.first(rows, row -> Rows.instant(row, "due_since")));
    }

    private static Tuple marked(Delivery delivery, Attempt attempt) {
        return Tuple.tuple()
                .addValue(delivery.endpointId())
                .addValue(delivery.eventId())
                .addValue(delivery.attempts())
                .addValue(attempt.status())
                .addValue(attempt.error());
    }

    private Uni<Void> run(String sql, Tuple parameters) {
        return database.client().preparedQuery(sql).execute(parameters).replaceWithVoid();
    }

    private static Delivery read(Row row) {
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(row.getBuffer("secret").getBytes());
        Buffer previous = row.getBuffer("previous_secret");
        if (previous != null) {
            secrets.add(previous.getBytes());
        }
        return new Delivery(
                row.getUUID("endpoint_id"),
                row.getUUID("event_id"),
                row.getString("payload"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("due_since").toInstant(),
                row.getString("url"),
                secrets);
    }
}
