package dev.gatehouse.order;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code rescreening}: orders that went on although a check could not tell. A lease is nothing but a later
 * {@code due_at}, so a node that dies gives its rows back by letting that time pass; who was overtaken finds another
 * number of attempts and changes nothing.
 */
@ApplicationScoped
class RescreeningStore {
    private static final int JITTER_STEPS = 1000;

    private static final String INSERT =
            """
            insert into rescreening (order_id, account_id, address, user_agent, device, due_at, created_at)
            values ($1, $2, $3::text::inet, $4, $5, $6, $7)""";

    private static final String CLAIM =
            """
            with picked as (
                select order_id from rescreening
                where done_at is null and due_at <= $1
                order by due_at
                limit $2
                for update skip locked)
            update rescreening r set attempts = r.attempts + 1, due_at = $3
            from picked join purchase_order o on o.id = picked.order_id
            where r.order_id = picked.order_id
            returning r.order_id, r.account_id, o.initiator, host(r.address) as address, r.user_agent, r.device,
                      r.attempts, r.created_at""";

    private static final String RETRY =
            "update rescreening set due_at = $3 where order_id = $1 and attempts = $2 and done_at is null";

    private static final String DONE =
            """
            update rescreening set done_at = $3, outcome = $4, decision_id = $5,
                                   address = null, user_agent = null, device = null
            where order_id = $1 and attempts = $2 and done_at is null""";

    private final Database database;
    private final RandomSource random;
    private final Clock clock;

    RescreeningStore(Database database, RandomSource random, Clock clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A claimed row.
     *
     * @param automatic whether the panel placed the order by itself
     * @param origin from where the order came
     * @param attempts how many were made, this one included
     * @param createdAt when the order was accepted
     */
    record Claimed(UUID orderId, UUID accountId, boolean automatic, Origin origin, int attempts, Instant createdAt) {}

    /** Notes an order in the transaction that accepts it. */
    Uni<Void> add(SqlConnection tx, UUID orderId, CheckContext context) {
        Instant now = clock.instant();
        ClientAddress address = context.origin().address();
        return tx.preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addValue(orderId)
                        .addValue(context.accountId())
                        .addValue(address == null ? null : address.text())
                        .addValue(context.origin().userAgent())
                        .addValue(context.origin().device())
                        .addValue(time(now.plus(RescreeningSchedule.after(0, jitter()))))
                        .addValue(time(now)))
                .replaceWithVoid();
    }

    /** Takes up to that many due rows for the length of the lease; committed when the item arrives. */
    Uni<List<Claimed>> claim(int limit, Duration lease) {
        Instant now = clock.instant();
        return database.client()
                .preparedQuery(CLAIM)
                .execute(Tuple.of(time(now), limit, time(now.plus(lease))))
                .map(rows -> Rows.all(rows, RescreeningStore::read));
    }

    /** Puts the row off until the upstream may be back; {@code false} after a week, when it is to be given up. */
    Uni<Boolean> postpone(Claimed row) {
        Instant next = RescreeningSchedule.next(clock.instant(), row.createdAt(), row.attempts(), jitter());
        return next == null
                ? Uni.createFrom().item(false)
                : database.client()
                        .preparedQuery(RETRY)
                        .execute(Tuple.of(row.orderId(), row.attempts(), time(next)))
                        .replaceWith(true);
    }

    /** Ends a row without a decision; {@code false} if another has taken it up since. */
    Uni<Boolean> end(Claimed row, String outcome) {
        return done(database.client(), row, outcome, null);
    }

    /** Ends a row with the decision that the transaction acts on; {@code false} if another has taken it up since. */
    Uni<Boolean> end(SqlConnection tx, Claimed row, String outcome, UUID decisionId) {
        return done(tx, row, outcome, decisionId);
    }

    private Uni<Boolean> done(SqlClient client, Claimed row, String outcome, @Nullable UUID decisionId) {
        return client.preparedQuery(DONE)
                .execute(Tuple.of(row.orderId(), row.attempts(), time(clock.instant()), outcome, decisionId))
                .map(rows -> rows.rowCount() == 1);
    }

    private double jitter() {
        return random.below(JITTER_STEPS) / (double) JITTER_STEPS;
    }

    private static Claimed read(Row row) {
        return new Claimed(
                row.getUUID("order_id"),
                row.getUUID("account_id"),
                Initiator.of(row.getString("initiator")) == Initiator.AUTOMATIC,
                new Origin(
                        ClientAddress.parse(row.getString("address")),
                        row.getString("user_agent"),
                        row.getString("device")),
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
