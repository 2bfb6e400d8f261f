package dev.gatehouse.list;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code list_entry}. Nothing is deleted: an entry that no longer counts has been ended by somebody. */
@ApplicationScoped
class ListRepository {
    private static final String IN_FORCE = " removed_at is null and (expires_at is null or expires_at > $1)";

    /** Sorts after every id that a row has. */
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final Database database;
    private final Clock clock;

    ListRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The entries in force with one of these keys; see {@link EntryKind#key}. */
    Uni<List<Hit>> hits(List<String> keys) {
        return database.client()
                .preparedQuery("select id, list, kind, checks from list_entry"
                        + " where (kind || ':' || value) = any ($2::text[]) and" + IN_FORCE)
                .execute(Tuple.of(time(clock.instant()), keys.toArray(String[]::new)))
                .map(rows -> Rows.all(rows, ListRepository::hit));
    }

    /** That many entries of a list, newest first, older than {@code before} if it is given. */
    Uni<List<ListEntry>> list(StaffList list, @Nullable UUID before, int limit) {
        return database.client()
                .preparedQuery(
                        "select id, list, kind, value, reason, checks, created_by, created_at, expires_at from list_entry"
                                + " where list = $2 and id < $3 and" + IN_FORCE + " order by id desc limit $4")
                .execute(Tuple.of(time(clock.instant()), list.wireName(), before == null ? AFTER_ALL : before, limit))
                .map(rows -> Rows.all(rows, ListRepository::read));
    }

    /** Adds the entry in place of one of the same list, kind and value; two at once come one after the other. */
    Uni<Void> put(SqlConnection tx, ListEntry entry) {
        return tx.preparedQuery("select pg_advisory_xact_lock(hashtextextended($1, 0))")
                .execute(Tuple.of("list_entry:" + entry.list().wireName() + ':' + key(entry)))
                .flatMap(locked -> tx.preparedQuery("update list_entry set removed_at = $3, removed_by = $4"
                                + " where list = $1 and (kind || ':' || value) = $2 and removed_at is null")
                        .execute(Tuple.of(
                                entry.list().wireName(), key(entry), time(entry.createdAt()), entry.createdBy())))
                .flatMap(ended -> insert(tx, entry));
    }

    private static Uni<Void> insert(SqlConnection tx, ListEntry entry) {
        Set<String> checks = entry.checks();
        return tx.preparedQuery(
                        """
                        insert into list_entry (id, list, kind, value, reason, checks, created_by, created_at, expires_at) \
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""")
                .execute(Tuple.tuple()
                        .addValue(entry.id())
                        .addValue(entry.list().wireName())
                        .addValue(entry.kind().wireName())
                        .addValue(entry.value())
                        .addValue(entry.reason())
                        .addValue(checks == null ? null : checks.toArray(String[]::new))
                        .addValue(entry.createdBy())
                        .addValue(time(entry.createdAt()))
                        .addValue(entry.expiresAt() == null ? null : time(entry.expiresAt())))
                .replaceWithVoid();
    }

    /** Ends an entry; {@code false} if that list has none of that id in force. */
    Uni<Boolean> end(SqlConnection tx, StaffList list, UUID id, String actor) {
        return tx.preparedQuery("update list_entry set removed_at = $1, removed_by = $4 where id = $2 and list = $3 and"
                        + IN_FORCE)
                .execute(Tuple.of(time(clock.instant()), id, list.wireName(), actor))
                .map(rows -> rows.rowCount() == 1);
    }

    private static String key(ListEntry entry) {
        return entry.kind().key(entry.value());
    }

    private static Hit hit(Row row) {
        Set<String> checks = checks(row);
        return new Hit(
                StaffList.of(row.getString("list")),
                EntryKind.of(row.getString("kind")),
                row.getUUID("id"),
                checks == null ? Set.of() : checks);
    }

    private static ListEntry read(Row row) {
        return new ListEntry(
                row.getUUID("id"),
                StaffList.of(row.getString("list")),
                EntryKind.of(row.getString("kind")),
                row.getString("value"),
                row.getString("reason"),
                checks(row),
                row.getString("created_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                Rows.instant(row, "expires_at"));
    }

    private static @Nullable Set<String> checks(Row row) {
        String[] checks = row.getArrayOfStrings("checks");
        return checks == null ? null : Set.of(checks);
    }
}
