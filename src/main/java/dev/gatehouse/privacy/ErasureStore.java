package dev.gatehouse.privacy;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code erasure_request}. */
@ApplicationScoped
class ErasureStore {
    private static final String COLUMNS = "id, account_id, requested_at, done_at";

    private final Ids ids;
    private final Clock clock;

    ErasureStore(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds a request unless one is open; {@code null} if one was. */
    Uni<@Nullable ErasureRequest> add(SqlConnection tx, UUID accountId, String actor) {
        return tx.preparedQuery(
                        """
                        insert into erasure_request (id, account_id, requested_by, requested_at) values ($1, $2, $3, $4) \
                        on conflict (account_id) where done_at is null do nothing returning\s"""
                                + COLUMNS)
                .execute(Tuple.of(ids.next(), accountId, actor, time(clock.instant())))
                .map(rows -> Rows.first(rows, ErasureStore::read));
    }

    /** The account's open request, or {@code null}. */
    Uni<@Nullable ErasureRequest> open(SqlConnection tx, UUID accountId) {
        return tx.preparedQuery("select " + COLUMNS + " from erasure_request where account_id = $1 and done_at is null")
                .execute(Tuple.of(accountId))
                .map(rows -> Rows.first(rows, ErasureStore::read));
    }

    /** Notes that an account has been erased, if somebody had asked for it. */
    Uni<Void> done(SqlConnection tx, UUID accountId, String actor) {
        return tx.preparedQuery(
                        "update erasure_request set done_by = $2, done_at = $3 where account_id = $1 and done_at is null")
                .execute(Tuple.of(accountId, actor, time(clock.instant())))
                .replaceWithVoid();
    }

    /** Requests that are open, or done; newest first. */
    Uni<List<ErasureRequest>> newest(SqlClient sql, boolean open, @Nullable UUID before, int limit) {
        return sql.preparedQuery("select " + COLUMNS
                        + " from erasure_request where (done_at is null) = $1 and ($2::uuid is null or id < $2)"
                        + " order by id desc limit $3")
                .execute(Tuple.of(open, before, limit))
                .map(rows -> Rows.all(rows, ErasureStore::read));
    }

    private static ErasureRequest read(Row row) {
        return ErasureRequest.of(
                row.getUUID("id"),
                row.getUUID("account_id"),
                row.getOffsetDateTime("requested_at").toInstant(),
                Rows.instant(row, "done_at"));
    }
}
