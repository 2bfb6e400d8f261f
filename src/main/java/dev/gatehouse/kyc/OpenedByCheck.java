package dev.gatehouse.kyc;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The open cases that a check has led to, in the order in which they were opened; read along {@code kyc_case_opened}. */
@ApplicationScoped
class OpenedByCheck {
    /** Before every id. */
    static final UUID FIRST = new UUID(0, 0);

    private static final String OPEN =
            "status in ('required', 'in_review') and requested_at >= $2 and requested_at < $3";

    private final Database database;

    OpenedByCheck(Database database) {
        this.database = database;
    }

    /**
     * How many.
     *
     * @param matched those to which the check has led
     * @param alone those to which nothing else has
     */
    record Count(long matched, long alone) {
        long kept() {
            return matched - alone;
        }
    }

    /** Where a batch goes on after. */
    record Place(Instant requestedAt, UUID id) {
        static Place of(KycCase last) {
            return new Place(last.requestedAt(), last.id());
        }
    }

    Uni<Count> count(KycUndo.Order order) {
        return database.client()
                .preparedQuery("select count(*) as matched, count(*) filter (where checks = array[$1]) as alone"
                        + " from kyc_case where " + OPEN + " and $1 = any (checks)")
                .execute(Tuple.of(order.check(), time(order.from()), time(order.to())))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Count(row.getLong("matched"), row.getLong("alone"));
                });
    }

    /** The next of those to which nothing else has led; none if {@code limit} is zero. */
    Uni<List<KycCase>> next(KycUndo.Order order, Place after, int limit) {
        return database.client()
                .preparedQuery("select " + KycCases.COLUMNS + " from kyc_case where " + OPEN
                        + " and checks = array[$1] and (requested_at, id) > ($4, $5)"
                        + " order by requested_at, id limit $6")
                .execute(Tuple.of(
                        order.check(),
                        time(order.from()),
                        time(order.to()),
                        time(after.requestedAt()),
                        after.id(),
                        limit))
                .map(rows -> Rows.all(rows, KycCases::read));
    }

    /** The case, if it is open and nothing else has led to it even now; else {@code null}. */
    Uni<@Nullable KycCase> still(SqlConnection tx, UUID caseId, String check) {
        return tx.preparedQuery("select " + KycCases.COLUMNS + " from kyc_case where id = $1"
                        + " and status in ('required', 'in_review') and checks = array[$2]")
                .execute(Tuple.of(caseId, check))
                .map(rows -> Rows.first(rows, KycCases::read));
    }
}
