package dev.gatehouse.platform.idempotency;

import static dev.gatehouse.platform.persistence.Rows.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.outbox.Marking;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a request once per {@link IdempotencyKey}. The first request inserts a reservation row with a lease; the
 * transaction that does the work completes it. A refusal or an error frees the key. If the process dies, the lease
 * runs out and a retry takes the key over.
 *
 * <p>The fingerprint of the body is an HMAC, since bodies hold passwords.
 */
@ApplicationScoped
public class Idempotency {
    private static final Logger LOG = Logger.getLogger(Idempotency.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final String PURPOSE = "idempotency";
    private static final int KEY_ID_LENGTH = 4;

    private final Database database;
    private final Keyring keyring;
    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    Idempotency(Database database, Keyring keyring, ObjectMapper json, Ids ids, Clock clock) {
        this.database = database;
        this.keyring = keyring;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Runs the work, unless the key has an answer already.
     *
     * @param key the key, or {@code null} where none was sent and none is required
     * @param body the request's body, which a repetition must bring again
     * @param type the class of the answer
     * @param work does what was asked for and completes the reservation in its transaction
     * @return the answer; fails with {@code 409 idempotency-in-progress} or {@code 422 idempotency-key-reused}, or with
     *     what the work fails with
     */
    public <T> Uni<Outcome<T>> once(
            @Nullable IdempotencyKey key, Object body, Class<T> type, Function<Reservation, Uni<T>> work) {
        if (key == null) {
            return work.apply(Reservation.NONE).map(answer -> new Outcome<>(answer, false));
        }
        byte[] bytes = bytes(body);
        byte[] fingerprint = fingerprint(keyring.currentId(), bytes);
        UUID owner = ids.next();
        return reserve(key, fingerprint, owner)
                .flatMap(reserved -> reserved ? Uni.createFrom().nullItem() : earlier(key, bytes))
                .flatMap(earlier -> {
                    if (earlier != null) {
                        return Uni.createFrom().item(new Outcome<>(read(earlier, type), true));
                    }
                    Reservation reservation = (tx, answer) -> complete(tx, key, fingerprint, owner, answer);
                    return Uni.createFrom()
                            .deferred(() -> work.apply(reservation))
                            .onFailure()
                            .call(() -> free(key, owner))
                            .map(answer -> new Outcome<>(answer, false));
                });
    }

    /**
     * Whether the key is the owner's now. The commit does not wait for the disk: if PostgreSQL loses the reservation in a
     * crash, its owner finds it gone and fails, and nobody has been answered.
     */
    private Uni<Boolean> reserve(IdempotencyKey key, byte[] fingerprint, UUID owner) {
        Instant now = clock.instant();
        return database.client()
                .preparedQuery(
                        """
                        insert into idempotency as held (caller, route, key, fingerprint, owner, leased_until, expires_at) \
                        select $1, $2, $3, $4, $5, $6, $7 where set_config('synchronous_commit', 'off', true) = 'off' \
                        on conflict (caller, route, key) do update set fingerprint = excluded.fingerprint, \
                        owner = excluded.owner, leased_until = excluded.leased_until, expires_at = excluded.expires_at, \
                        status = null, body = null \
                        where held.expires_at < $8 \
                        or (held.status is null and held.leased_until < $8 and held.fingerprint = excluded.fingerprint)""")
                .execute(Tuple.tuple()
                        .addValue(key.caller())
                        .addValue(key.route())
                        .addValue(key.value())
                        .addValue(Rows.bytes(fingerprint))
                        .addValue(owner)
                        .addValue(time(now.plus(LEASE)))
                        .addValue(time(now.plus(KEPT)))
                        .addValue(time(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<@Nullable JsonObject> earlier(IdempotencyKey key, byte[] body) {
        return database.client()
                .preparedQuery(
                        "select fingerprint, status, body from idempotency where caller = $1 and route = $2 and key = $3")
                .execute(Tuple.of(key.caller(), key.route(), key.value()))
                .map(rows -> {
                    Row row = Rows.first(rows, found -> found);
                    if (row == null) {
                        // Freed between the two statements: the retry that this answer asks for finds the key free.
                        throw inProgress();
                    }
                    byte[] stored = row.getBuffer("fingerprint").getBytes();
                    if (!Digests.same(stored, fingerprint(Arrays.copyOf(stored, KEY_ID_LENGTH), body))) {
                        throw Refusal.of(ErrorCode.IDEMPOTENCY_KEY_REUSED);
                    }
                    if (row.getShort("status") == null) {
                        throw inProgress();
                    }
                    return row.getJsonObject("body");
                });
    }

    private static Refusal inProgress() {
        return Refusal.of(ErrorCode.IDEMPOTENCY_IN_PROGRESS).retryAfter(Duration.ofSeconds(1));
    }

    /**
     * The row is found by the conflict, which always goes by the primary key: an {@code update} that was planned while the
     * table was small would read all of it, for as long as it grows faster than PostgreSQL looks at it again. A row that
     * is new is no reservation of ours: it goes with the transaction.
     */
    private Uni<Void> complete(SqlConnection tx, IdempotencyKey key, byte[] fingerprint, UUID owner, Object answer) {
        return tx.preparedQuery(
                        """
                        insert into idempotency as held \
                        (caller, route, key, fingerprint, owner, leased_until, status, body, expires_at) \
                        values ($1, $2, $3, $4, $5, '-infinity', 201, $6::text::jsonb, $7) \
                        on conflict (caller, route, key) do update \
                        set status = excluded.status, body = excluded.body, expires_at = excluded.expires_at \
                        where held.owner = excluded.owner and held.status is null \
                        returning leased_until > '-infinity' as reserved""")
                .execute(Tuple.tuple()
                        .addValue(key.caller())
                        .addValue(key.route())
                        .addValue(key.value())
                        .addValue(Rows.bytes(fingerprint))
                        .addValue(owner)
                        .addValue(new String(bytes(answer), StandardCharsets.UTF_8))
                        .addValue(time(clock.instant().plus(KEPT))))
                .invoke(rows -> {
                    if (!Boolean.TRUE.equals(Rows.first(rows, row -> row.getBoolean("reserved")))) {
                        throw inProgress();
                    }
                })
                .replaceWithVoid();
    }

    /** Tried again apart from the request when the database has no room just now: the caller is told to come again. */
    private Uni<Void> free(IdempotencyKey key, UUID owner) {
        return delete(key, owner).onFailure().recoverWithItem(failure -> {
            Marking.persistently(delete(key, owner))
                    .subscribe()
                    .with(
                            freed -> LOG.debug("an idempotency key was freed late"),
                            lost -> LOG.warnf(
                                    "an idempotency key could not be freed; its lease runs out: %s",
                                    failure.getClass().getName()));
            return null;
        });
    }

    private Uni<Void> delete(IdempotencyKey key, UUID owner) {
        return database.client()
                .preparedQuery(
                        "delete from idempotency where caller = $1 and route = $2 and key = $3 and owner = $4 and status is null")
                .execute(Tuple.of(key.caller(), key.route(), key.value(), owner))
                .replaceWithVoid();
    }

    private byte[] fingerprint(byte[] keyId, byte[] body) {
        byte[] key = keyring.key(PURPOSE, keyId);
        byte[] mac = key == null ? new byte[0] : Digests.hmac(key, body);
        byte[] fingerprint = Arrays.copyOf(keyId, keyId.length + mac.length);
        System.arraycopy(mac, 0, fingerprint, keyId.length, mac.length);
        return fingerprint;
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a wire type does not serialise", e);
        }
    }

    private <T> T read(JsonObject body, Class<T> type) {
        try {
            return json.readValue(body.encode(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer does not read", e);
        }
    }
}
