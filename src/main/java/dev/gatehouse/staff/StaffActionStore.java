package dev.gatehouse.staff;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.staff.StaffAccountView.ActionEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The table {@code staff_action}: rows are added and never changed. */
@ApplicationScoped
class StaffActionStore {
    private final Database database;

    StaffActionStore(Database database) {
        this.database = database;
    }

    /** Adds an entry in the transaction that acts. */
    Uni<Void> add(SqlConnection tx, UUID accountId, ActionEntry entry) {
        return tx.preparedQuery(
                        """
                        insert into staff_action (id, account_id, action, reason, finding, actor, created_at) \
                        values ($1, $2, $3, $4, $5, $6, $7)""")
                .execute(Tuple.tuple()
                        .addValue(entry.id())
                        .addValue(accountId)
                        .addValue(entry.action())
                        .addValue(entry.reason())
                        .addValue(entry.finding())
                        .addValue(entry.actor())
                        .addValue(Rows.time(entry.createdAt())))
                .replaceWithVoid();
    }

    /** The newest actions about an account. */
    Uni<List<ActionEntry>> newest(UUID accountId, int limit) {
        return database.client()
                .preparedQuery(
                        """
                        select id, action, reason, finding, actor, created_at from staff_action \
                        where account_id = $1 order by id desc limit $2""")
                .execute(Tuple.of(accountId, limit))
                .map(rows -> Rows.all(rows, StaffActionStore::read));
    }

    private static ActionEntry read(Row row) {
        return new ActionEntry(
                row.getUUID("id"),
                row.getString("action"),
                row.getString("reason"),
                row.getString("finding"),
                row.getString("actor"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
