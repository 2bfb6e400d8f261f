package dev.gatehouse.feed;

import dev.gatehouse.feed.SourceFetcher.Validators;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Feeds in PostgreSQL. A node that refreshes one holds its lease: the claim and the storing are short transactions, and no
 * connection is held while sources are asked (docs/adr/0009).
 */
@ApplicationScoped
class FeedStore {
    private static final String CLAIM =
            """
            insert into feed as f (id, leased_by, leased_until) values ($1, $2, $4)
            on conflict (id) do update set leased_by = excluded.leased_by, leased_until = excluded.leased_until
            where (f.leased_until is null or f.leased_until < $3)
              and ($5 or f.next_at is null or f.next_at <= $3)
            """;

    private static final String RELEASE =
            """
            update feed set leased_by = null, leased_until = null, next_at = $3
            where id = $1 and leased_by = $2
            """;

    private static final String FINISH =
            """
            update feed set leased_by = null, leased_until = null, next_at = $3, version = $4,
                refreshed_at = coalesce($5, refreshed_at)
            where id = $1 and leased_by = $2
            """;

    private static final String PUT_SOURCE =
            """
            insert into feed_source as s
                (feed, url, etag, last_modified, content, size, last_success_at, last_error, last_error_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (feed, url) do update set etag = excluded.etag, last_modified = excluded.last_modified,
                content = case when s.content is distinct from excluded.content then excluded.content else s.content end,
                size = excluded.size, last_success_at = excluded.last_success_at, last_error = excluded.last_error,
                last_error_at = excluded.last_error_at
            """;

    private static final String PUT_SNAPSHOT =
            """
            insert into feed_snapshot (feed, version, size, content, created_at) values ($1, $2, $3, $4, $5)
            """;

    /** The one before stays, for staff who want to know what has changed. */
    private static final String DROP_SNAPSHOTS = "delete from feed_snapshot where feed = $1 and version < $2 - 1";

    private static final String STANDINGS = "select id, version, refreshed_at, next_at from feed";

    private static final String SOURCES =
            """
            select url, etag, last_modified, content, size, last_success_at, last_error, last_error_at
            from feed_source where feed = $1
            """;

    private static final String SOURCES_WITHOUT_CONTENT =
            """
            select url, etag, last_modified, null::bytea as content, size, last_success_at, last_error, last_error_at
            from feed_source where feed = $1
            """;

    private static final String SNAPSHOT =
            """
            select f.version, f.refreshed_at, s.content
            from feed f join feed_snapshot s on s.feed = f.id and s.version = f.version
            where f.id = $1
            """;

    private final Database database;

    FeedStore(Database database) {
        this.database = database;
    }

    /**
     * How a feed stands on every node.
     *
     * @param version of the snapshot that is to be in force; 0: none yet
     * @param refreshedAt when a source last confirmed it
     * @param nextAt when it is due; {@code null}: now
     */
    record Standing(String feed, long version, @Nullable Instant refreshedAt, @Nullable Instant nextAt) {}

    /** A stored snapshot, packed. */
    record Packed(long version, Instant refreshedAt, Buffer content) {}

    /**
     * What a refresh brought.
     *
     * @param states of every source that was asked
     * @param refreshedAt {@code null} if no source gave or confirmed anything
     * @param version of the snapshot that is in force from now on
     * @param renewal the new snapshot; {@code null} if there is none
     */
    record Result(List<SourceState> states, @Nullable Instant refreshedAt, long version, @Nullable Renewal renewal) {}

    /** A new snapshot, packed. */
    record Renewal(int size, Buffer content, Instant createdAt) {}

    /**
     * Takes the lease, unless another node has it or, where it is not forced, the feed is not due.
     *
     * @param until when the lease ends by itself
     */
    Uni<Boolean> claim(String feed, UUID owner, Instant now, Instant until, boolean forced) {
        return database.client()
                .preparedQuery(CLAIM)
                .execute(Tuple.of(feed, owner, Rows.time(now), Rows.time(until), forced))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Gives the lease back without a result. */
    Uni<Void> release(String feed, UUID owner, Instant next) {
        return database.client()
                .preparedQuery(RELEASE)
                .execute(Tuple.of(feed, owner, Rows.time(next)))
                .replaceWithVoid();
    }

    /**
     * Stores the result and gives the lease back.
     *
     * @return false if the lease was lost meanwhile: then nothing is stored
     */
    Uni<Boolean> finish(String feed, UUID owner, Instant next, Result result) {
        return database.inTransaction(connection -> connection
                .preparedQuery(FINISH)
                .execute(Tuple.from(new Object[] {
                    feed, owner, Rows.time(next), result.version(), time(result.refreshedAt()),
                }))
                .flatMap(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : put(connection, feed, result).replaceWith(true)));
    }

    private static Uni<Void> put(SqlConnection connection, String feed, Result result) {
        return Multi.createFrom()
                .iterable(result.states())
                .onItem()
                .transformToUniAndConcatenate(
                        state -> connection.preparedQuery(PUT_SOURCE).execute(row(feed, state)))
                .collect()
                .last()
                .flatMap(ignored -> put(connection, feed, result.version(), result.renewal()));
    }

    private static Uni<Void> put(SqlConnection connection, String feed, long version, @Nullable Renewal renewal) {
        if (renewal == null) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(PUT_SNAPSHOT)
                .execute(Tuple.of(feed, version, renewal.size(), renewal.content(), Rows.time(renewal.createdAt())))
                .flatMap(ignored -> connection.preparedQuery(DROP_SNAPSHOTS).execute(Tuple.of(feed, version)))
                .replaceWithVoid();
    }

    private static Tuple row(String feed, SourceState state) {
        return Tuple.from(new Object[] {
            feed,
            state.url(),
            state.validators().etag(),
            state.validators().lastModified(),
            state.packed(),
            state.size(),
            time(state.lastSuccessAt()),
            state.lastError(),
            time(state.lastErrorAt()),
        });
    }

    /** Every feed that was ever refreshed. */
    Uni<List<Standing>> standings() {
        return database.client()
                .preparedQuery(STANDINGS)
                .execute()
                .map(rows -> Rows.all(
                        rows,
                        row -> new Standing(
                                row.getString("id"),
                                row.getLong("version"),
                                Rows.instant(row, "refreshed_at"),
                                Rows.instant(row, "next_at"))));
    }

    /** The sources that were ever asked, with what they said. */
    Uni<List<SourceState>> sources(String feed) {
        return states(SOURCES, feed);
    }

    /** The sources that were ever asked, without what they said. */
    Uni<List<SourceState>> sourceStates(String feed) {
        return states(SOURCES_WITHOUT_CONTENT, feed);
    }

    private Uni<List<SourceState>> states(String sql, String feed) {
        return database.client()
                .preparedQuery(sql)
                .execute(Tuple.of(feed))
                .map(rows -> Rows.all(rows, FeedStore::state));
    }

    /** The snapshot that is to be in force, or {@code null}. */
    Uni<@Nullable Packed> snapshot(String feed) {
        return database.client()
                .preparedQuery(SNAPSHOT)
                .execute(Tuple.of(feed))
                .map(rows -> Rows.first(rows, row -> {
                    Instant refreshedAt = Rows.instant(row, "refreshed_at");
                    return new Packed(
                            row.getLong("version"),
                            refreshedAt == null ? Instant.EPOCH : refreshedAt,
                            row.getBuffer("content").getDelegate());
                }));
    }

    private static SourceState state(Row row) {
        return new SourceState(
                row.getString("url"),
                new Validators(row.getString("etag"), row.getString("last_modified")),
                content(row),
                row.getInteger("size"),
                Rows.instant(row, "last_success_at"),
                row.getString("last_error"),
                Rows.instant(row, "last_error_at"));
    }

    private static @Nullable Buffer content(Row row) {
        io.vertx.mutiny.core.buffer.Buffer content = row.getBuffer("content");
        return content == null ? null : content.getDelegate();
    }

    private static @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : Rows.time(instant);
    }
}
