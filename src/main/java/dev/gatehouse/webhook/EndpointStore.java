package dev.gatehouse.webhook;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table {@code webhook_endpoint}. A reseller, where one is given, sees its own rows alone. */
@ApplicationScoped
class EndpointStore {
    private static final String COLUMNS =
            "id, reseller_id, url, events, previous_secret_until, disabled_at, created_at";
    private static final String LIVE = " removed_at is null and ($1::uuid is null or reseller_id = $1)";

    private static final String SEALED_BEFORE =
            """
            select id, secret, case when previous_secret_until > $4 then previous_secret end as previous_secret
            from webhook_endpoint
            where removed_at is null and id > $2
              and (substring(secret from 1 for octet_length($1::bytea)) <> $1
                   or (previous_secret_until > $4 and substring(previous_secret from 1 for octet_length($1::bytea)) <> $1))
            order by id limit $3""";

    /** Sorts after every id that a row has. */
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final Database database;
    private final Clock clock;

    EndpointStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How many an owner has; the next one to ask waits until the transaction ends. */
    Uni<Integer> count(SqlConnection tx, @Nullable UUID reseller) {
        return tx.preparedQuery("select pg_advisory_xact_lock(hashtextextended($1, 0))")
                .execute(Tuple.of("webhook_endpoint:" + reseller))
                .flatMap(locked -> tx.preparedQuery(
                                "select count(*)::int from webhook_endpoint where reseller_id is not distinct from $1"
                                        + " and removed_at is null")
                        .execute(Tuple.of(reseller)))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    Uni<Void> insert(SqlConnection tx, Endpoint endpoint, byte[] secret, String createdBy) {
        return tx.preparedQuery(
                        """
                        insert into webhook_endpoint (id, reseller_id, url, events, secret, created_by, created_at) \
                        values ($1, $2, $3, $4, $5, $6, $7)""")
                .execute(Tuple.tuple()
                        .addValue(endpoint.id())
                        .addValue(endpoint.resellerId())
                        .addValue(endpoint.url())
                        .addValue(endpoint.events().toArray(String[]::new))
                        .addValue(Rows.bytes(secret))
                        .addValue(createdBy)
                        .addValue(time(endpoint.createdAt())))
                .replaceWithVoid();
    }

    /** That many, newest first, older than {@code before} if it is given. */
    Uni<List<Endpoint>> list(@Nullable UUID reseller, @Nullable UUID before, int limit) {
        return database.client()
                .preparedQuery("select " + COLUMNS + " from webhook_endpoint where" + LIVE
                        + " and id < $2 order by id desc limit $3")
                .execute(Tuple.of(reseller, before == null ? AFTER_ALL : before, limit))
                .map(rows -> Rows.all(rows, EndpointStore::read));
    }

    /** The endpoint, or {@code null} if there is none that the reseller may see. */
    Uni<@Nullable Endpoint> find(@Nullable UUID reseller, UUID id) {
        return database.client()
                .preparedQuery("select " + COLUMNS + " from webhook_endpoint where" + LIVE + " and id = $2")
                .execute(Tuple.of(reseller, id))
                .map(rows -> Rows.first(rows, EndpointStore::read));
    }

    /** The same, its row locked. */
    Uni<@Nullable Endpoint> lock(SqlConnection tx, @Nullable UUID reseller, UUID id) {
        return tx.preparedQuery("select " + COLUMNS + " from webhook_endpoint where" + LIVE + " and id = $2"
                        + " for no key update")
                .execute(Tuple.of(reseller, id))
                .map(rows -> Rows.first(rows, EndpointStore::read));
    }

    /** Another URL and other events; what was held against the old ones is forgotten. */
    Uni<Endpoint> change(SqlConnection tx, UUID id, String url, List<String> events) {
        return tx.preparedQuery("update webhook_endpoint set url = $2, events = $3, failures = 0, resting_until = null,"
                        + " disabled_at = null where id = $1 returning " + COLUMNS)
                .execute(Tuple.of(id, url, events.toArray(String[]::new)))
                .map(rows -> read(rows.iterator().next()));
    }

    /** Another secret; the one that was current signs beside it until then. */
    Uni<Endpoint> rotate(SqlConnection tx, UUID id, byte[] secret, Instant previousUntil) {
        return tx.preparedQuery(
                        "update webhook_endpoint set previous_secret = secret, previous_secret_until = $3, secret = $2"
                                + " where id = $1 returning " + COLUMNS)
                .execute(Tuple.of(id, Rows.bytes(secret), time(previousUntil)))
                .map(rows -> read(rows.iterator().next()));
    }

    /** Removes it and what it was still to be told. */
    Uni<Void> remove(SqlConnection tx, UUID id) {
        return tx.preparedQuery("delete from webhook_delivery where endpoint_id = $1 and state = 'due'")
                .execute(Tuple.of(id))
                .flatMap(gone -> tx.preparedQuery("update webhook_endpoint set removed_at = $2 where id = $1")
                        .execute(Tuple.of(id, time(clock.instant()))))
                .replaceWithVoid();
    }

    /** Tells a reseller's endpoints nothing from the commit on, until they are {@linkplain #unblock unblocked}. */
    Uni<Void> block(SqlConnection tx, UUID reseller) {
        return tx.preparedQuery(
                        """
                        update webhook_endpoint set blocked_at = $2 \
                        where reseller_id = $1 and removed_at is null and blocked_at is null""")
                .execute(Tuple.of(reseller, time(clock.instant())))
                .replaceWithVoid();
    }

    Uni<Void> unblock(SqlConnection tx, UUID reseller) {
        return tx.preparedQuery(
                        """
                        update webhook_endpoint set blocked_at = null \
                        where reseller_id = $1 and removed_at is null and blocked_at is not null""")
                .execute(Tuple.of(reseller))
                .replaceWithVoid();
    }

    /** An endpoint's live secrets as they are sealed. */
    record Sealed(UUID id, List<byte[]> secrets) {}

    /** That many endpoints with a live secret that does not begin with that mark, from that id on. */
    Uni<List<Sealed>> sealedBefore(byte[] mark, UUID after, int limit) {
        return database.client()
                .preparedQuery(SEALED_BEFORE)
                .execute(Tuple.of(Rows.bytes(mark), after, limit, time(clock.instant())))
                .map(rows -> Rows.all(
                        rows,
                        row -> new Sealed(
                                row.getUUID("id"),
                                Stream.of(row.getBuffer("secret"), row.getBuffer("previous_secret"))
                                        .filter(Objects::nonNull)
                                        .map(Buffer::getBytes)
                                        .toList())));
    }

    /** Puts another sealed form of a secret in the place of one, wherever a rotation may have moved it meanwhile. */
    Uni<Void> reseal(UUID id, byte[] sealed, byte[] anew) {
        return database.client()
                .preparedQuery(
                        """
                        update webhook_endpoint set secret = case when secret = $2 then $3 else secret end,
                            previous_secret = case when previous_secret = $2 then $3 else previous_secret end
                        where id = $1 and (secret = $2 or previous_secret = $2)""")
                .execute(Tuple.of(id, Rows.bytes(sealed), Rows.bytes(anew)))
                .replaceWithVoid();
    }

    private static Endpoint read(Row row) {
        return new Endpoint(
                row.getUUID("id"),
                row.getUUID("reseller_id"),
                row.getString("url"),
                List.of(row.getArrayOfStrings("events")),
                Rows.instant(row, "previous_secret_until"),
                Rows.instant(row, "disabled_at"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
