package dev.gatehouse.access;

import static dev.gatehouse.platform.persistence.Rows.bytes;
import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.RandomSource;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * API keys. A key is {@code gh_} and 256 random bits; only its SHA-256 is stored, its first characters stay visible so
 * that people can tell keys apart.
 */
@ApplicationScoped
public class ApiKeys {
    private static final String MARK = "gh_";
    private static final int PREFIX_LENGTH = 10;
    private static final int LONGEST = 256;
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);
    private static final UUID BOOTSTRAP_ID = new UUID(0, 0);

    private final Database database;
    private final RandomSource random;
    private final Ids ids;
    private final Clock clock;
    private final byte @Nullable [] bootstrapHash;

    ApiKeys(Database database, RandomSource random, Ids ids, Clock clock, AccessSettings settings) {
        this.database = database;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
        this.bootstrapHash = settings.bootstrapKey().map(Digests::sha256).orElse(null);
    }

    /** A key as staff see it; the secret is not part of it. */
    public record ApiKey(
            UUID id, String name, String prefix, Set<String> scopes, Instant createdAt, @Nullable Instant lastUsedAt) {}

    /**
     * A key that was just made.
     *
     * @param secret what the holder sends in {@code X-Api-Key}; shown here and never again
     */
    public record NewKey(ApiKey key, String secret) {}

    /** The holder of a key, or {@code null} if there is no such key, it was revoked or its reseller is suspended. */
    Uni<Caller.@Nullable KeyHolder> holder(String secret) {
        if (secret.length() > LONGEST) {
            return Uni.createFrom().nullItem();
        }
        byte[] hash = Digests.sha256(secret);
        if (bootstrapHash != null && Digests.same(hash, bootstrapHash)) {
            return Uni.createFrom().item(new Caller.KeyHolder(BOOTSTRAP_ID, "bootstrap", Scopes.OF_STAFF_KEYS, null));
        }
        return database.client()
                .preparedQuery(
                        """
                        select id, name, scopes, reseller_id, last_used_at from api_key \
                        where key_hash = $1 and revoked_at is null and blocked_at is null""")
                .execute(Tuple.of(bytes(hash)))
                .flatMap(rows -> {
                    Row row = Rows.first(rows, found -> found);
                    if (row == null) {
                        return Uni.createFrom().nullItem();
                    }
                    Caller.KeyHolder holder = new Caller.KeyHolder(
                            row.getUUID("id"),
                            row.getString("name"),
                            Set.of(row.getArrayOfStrings("scopes")),
                            row.getUUID("reseller_id"));
                    return noteUse(holder.id(), Rows.instant(row, "last_used_at"))
                            .replaceWith(holder);
                });
    }

    private Uni<Void> noteUse(UUID id, @Nullable Instant lastUsedAt) {
        Instant now = clock.instant();
        if (lastUsedAt != null && lastUsedAt.plus(USE_IS_NOTED_EVERY).isAfter(now)) {
            return Uni.createFrom().voidItem();
        }
        return database.client()
                .preparedQuery("update api_key set last_used_at = $2 where id = $1")
                .execute(Tuple.of(id, time(now)))
                .replaceWithVoid();
    }

    /** Makes a key of the provider's own. */
    public Uni<NewKey> create(SqlConnection tx, String name, Set<String> scopes, Caller createdBy) {
        return insert(tx, name, scopes, createdBy, null);
    }

    /** Makes a key; of the provider's own, or of a reseller. */
    Uni<NewKey> insert(SqlConnection tx, String name, Set<String> scopes, Caller createdBy, @Nullable UUID resellerId) {
        String secret = MARK + random.token();
        ApiKey key = new ApiKey(
                ids.next(), name, secret.substring(0, PREFIX_LENGTH), Set.copyOf(scopes), clock.instant(), null);
        return tx.preparedQuery(
                        """
                        insert into api_key (id, name, prefix, key_hash, scopes, created_by, created_at, reseller_id) \
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""")
                .execute(Tuple.tuple()
                        .addValue(key.id())
                        .addValue(name)
                        .addValue(key.prefix())
                        .addValue(bytes(Digests.sha256(secret)))
                        .addValue(scopes.toArray(String[]::new))
                        .addValue(createdBy.actor())
                        .addValue(time(key.createdAt()))
                        .addValue(resellerId))
                .replaceWith(new NewKey(key, secret));
    }

    /** The provider's own keys that are in force, newest first. */
    public Uni<List<ApiKey>> list() {
        return database.client()
                .preparedQuery(
                        "select id, name, prefix, scopes, created_at, last_used_at from api_key where reseller_id is null and revoked_at is null order by id desc limit 1000")
                .execute()
                .map(rows -> Rows.all(rows, ApiKeys::read));
    }

    static ApiKey read(Row row) {
        return new ApiKey(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("prefix"),
                Set.of(row.getArrayOfStrings("scopes")),
                row.getOffsetDateTime("created_at").toInstant(),
                Rows.instant(row, "last_used_at"));
    }

    /** Revokes one of the provider's own keys at once; {@code false} if there is none of that id. */
    public Uni<Boolean> revoke(SqlConnection tx, UUID id) {
        return tx.preparedQuery(
                        "update api_key set revoked_at = $2 where id = $1 and reseller_id is null and revoked_at is null")
                .execute(Tuple.of(id, time(clock.instant())))
                .map(rows -> rows.rowCount() == 1);
    }
}
