package dev.gatehouse.imports;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of imports. Whatever is written about a running one is written only while it runs. */
@ApplicationScoped
class ImportStore {
    /** How many errors of an import are kept. */
    static final int MOST_ERRORS = 1000;

    private static final String COLUMNS =
            "id, actor, dry_run, status, failure, total, imported, updated, rejected, started_at, ended_at";

    private final Database database;
    private final Clock clock;

    ImportStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Uni<Void> begin(SqlConnection tx, UUID id, String actor, boolean dryRun) {
        return tx.preparedQuery(
                        """
                        insert into client_import (id, actor, dry_run, status, started_at, beat_at) \
                        values ($1, $2, $3, 'running', $4, $4)""")
                .execute(Tuple.of(id, actor, dryRun, time(clock.instant())))
                .replaceWithVoid();
    }

    /** Counts a batch and keeps its errors; {@code false} if the import has ended meanwhile. */
    Uni<Boolean> progress(SqlConnection tx, UUID id, BatchRuling.Ruling ruling, List<LineError> errors) {
        return tx.preparedQuery(
                        """
                        update client_import set total = total + $2, imported = imported + $3, updated = updated + $4, \
                        rejected = rejected + $5, beat_at = $6 where id = $1 and status = 'running'""")
                .execute(Tuple.of(
                        id,
                        ruling.total(),
                        ruling.inserts().size(),
                        ruling.updated(),
                        ruling.rejected(),
                        time(clock.instant())))
                .map(rows -> rows.rowCount() == 1)
                .call(running -> keep(tx, id, errors));
    }

    private static Uni<Void> keep(SqlConnection tx, UUID id, List<LineError> errors) {
        if (errors.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(
                        """
                        insert into client_import_error (import_id, line, position, external_id, code, detail) \
                        select $1, line, row_number() over (partition by line order by nr), external_id, code, detail \
                        from unnest($2::int[], $3::text[], $4::text[], $5::text[]) with ordinality \
                        as error (line, external_id, code, detail, nr)""")
                .execute(Tuple.of(
                        id,
                        errors.stream().map(LineError::line).toArray(Integer[]::new),
                        errors.stream().map(LineError::externalId).toArray(String[]::new),
                        errors.stream().map(LineError::code).toArray(String[]::new),
                        errors.stream().map(LineError::detail).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Ends a running import; {@code null} if it is not running any more. */
    Uni<@Nullable ImportView> end(SqlConnection tx, UUID id, @Nullable String failure) {
        return tx.preparedQuery(
                        "update client_import set status = case when $2::text is null then 'done' else 'failed' end,"
                                + " failure = $2::text, ended_at = $3 where id = $1 and status = 'running' returning "
                                + COLUMNS)
                .execute(Tuple.of(id, failure, time(clock.instant())))
                .map(rows -> Rows.first(rows, ImportStore::read))
                .call(ended -> tx.preparedQuery("delete from client_import_seen where import_id = $1")
                        .execute(Tuple.of(id)));
    }

    /** Says that these are being worked on. */
    Uni<Void> beat(Collection<UUID> running) {
        return database.client()
                .preparedQuery("update client_import set beat_at = $2 where id = any($1) and status = 'running'")
                .execute(Tuple.of(running.toArray(UUID[]::new), time(clock.instant())))
                .replaceWithVoid();
    }

    /** Running imports that nobody has worked on for that long. */
    Uni<List<UUID>> silent(Duration since) {
        return database.client()
                .preparedQuery("select id from client_import where status = 'running' and beat_at < $1 limit 100")
                .execute(Tuple.of(time(clock.instant().minus(since))))
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }

    /** The import with its errors, or {@code null}. */
    Uni<@Nullable ImportView> find(UUID id) {
        return database.client()
                .preparedQuery("select " + COLUMNS + " from client_import where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, ImportStore::read))
                .onItem()
                .ifNotNull()
                .transformToUni(found -> errors(id).map(found::with));
    }

    private Uni<List<LineError>> errors(UUID id) {
        return database.client()
                .preparedQuery(
                        "select line, external_id, code, detail from client_import_error where import_id = $1 order by line, position limit "
                                + MOST_ERRORS)
                .execute(Tuple.of(id))
                .map(rows -> Rows.all(
                        rows,
                        row -> new LineError(
                                row.getInteger("line"),
                                row.getString("external_id"),
                                row.getString("code"),
                                row.getString("detail"))));
    }

    /** The newest imports without their errors. */
    Uni<List<ImportView>> newest(@Nullable UUID before, int limit) {
        return database.client()
                .preparedQuery("select " + COLUMNS
                        + " from client_import where ($1::uuid is null or id < $1) order by id desc limit $2")
                .execute(Tuple.of(before, limit))
                .map(rows -> Rows.all(rows, ImportStore::read));
    }

    private static ImportView read(Row row) {
        return new ImportView(
                row.getUUID("id"),
                row.getString("status"),
                row.getString("failure"),
                row.getBoolean("dry_run"),
                row.getInteger("total"),
                row.getInteger("imported"),
                row.getInteger("updated"),
                row.getInteger("rejected"),
                row.getString("actor"),
                row.getOffsetDateTime("started_at").toInstant(),
                Rows.instant(row, "ended_at"),
                null);
    }
}
