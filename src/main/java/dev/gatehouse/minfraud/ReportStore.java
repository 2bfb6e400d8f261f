package dev.gatehouse.minfraud;

import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The table {@code minfraud_report}. A row is due until it is sent or dead. A lease is nothing but a later {@code
 * next_attempt_at}, so a node that dies gives its rows back by letting that time pass.
 */
@ApplicationScoped
class ReportStore implements FraudReports {
    private static final String INSERT =
            """
            insert into minfraud_report (id, transaction_id, minfraud_id, tag, state, next_attempt_at, created_at)
            values ($1, $2, $3, $4, 'due', $5, $5)""";

    private static final String CLAIM =
            """
            with picked as (
                select id from minfraud_report
                where state = 'due' and next_attempt_at <= $1
                order by next_attempt_at
                limit $2
                for update skip locked)
            update minfraud_report r set attempts = r.attempts + 1, next_attempt_at = $3
            from picked where r.id = picked.id
            returning r.id, r.transaction_id, r.minfraud_id, r.tag, r.attempts, r.created_at""";

    private static final String SENT =
            """
            update minfraud_report set state = 'sent', sent_at = $2, last_error = null
            where id = $1 and state <> 'sent'""";

    private static final String RETRY =
            """
            update minfraud_report set next_attempt_at = $3, last_error = $4
            where id = $1 and attempts = $2 and state = 'due'""";

    private static final String DEAD =
            """
            update minfraud_report set state = 'dead', last_error = $3
            where id = $1 and attempts = $2 and state = 'due'""";

    private final Database database;
    private final Ids ids;
    private final Clock clock;

    ReportStore(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A report that this node may send for the length of its lease.
     *
     * @param attempts how many were made, this one included; tells a lease from a later one of the same row
     */
    record Claimed(UUID id, UUID transactionId, String minFraudId, String tag, int attempts, Instant createdAt) {}

    @Override
    public Uni<Void> report(SqlConnection transaction, UUID transactionId, String minFraudId, FraudTag tag) {
        Tuple row = Tuple.of(ids.next(), transactionId, minFraudId, tag.code(), Rows.time(clock.instant()));
        return transaction.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /** Takes up to that many due rows for the length of the lease; committed when the item arrives. */
    Uni<List<Claimed>> claim(int limit, Duration lease) {
        Instant now = clock.instant();
        return database.client()
                .preparedQuery(CLAIM)
                .execute(Tuple.of(Rows.time(now), limit, Rows.time(now.plus(lease))))
                .map(rows -> Rows.all(rows, ReportStore::read));
    }

    /** Sent, whoever holds the lease by now. */
    Uni<Void> sent(Claimed report) {
        return update(SENT, Tuple.of(report.id(), Rows.time(clock.instant())));
    }

    /** Failed: due again at that time, unless another has taken it up since. */
    Uni<Void> retry(Claimed report, Instant next, String error) {
        return update(RETRY, Tuple.of(report.id(), report.attempts(), Rows.time(next), error));
    }

    /** Given up, unless another has taken it up since. */
    Uni<Void> dead(Claimed report, String error) {
        return update(DEAD, Tuple.of(report.id(), report.attempts(), error));
    }

    private Uni<Void> update(String sql, Tuple parameters) {
        return database.client().preparedQuery(sql).execute(parameters).replaceWithVoid();
    }

    private static Claimed read(Row row) {
        return new Claimed(
                row.getUUID("id"),
                row.getUUID("transaction_id"),
                row.getString("minfraud_id"),
                row.getString("tag"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
