package dev.gatehouse.access;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.access.ApiKeys.ApiKey;
import dev.gatehouse.access.ApiKeys.NewKey;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The API keys of resellers. Whoever changes them holds the lock on the reseller's row. */
@ApplicationScoped
public class ResellerKeys {
    private final Database database;
    private final ApiKeys keys;
    private final Clock clock;

    ResellerKeys(Database database, ApiKeys keys, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /** Makes a key of a reseller with {@linkplain Scopes#OF_RESELLER_KEYS scopes that it may hold}. */
    public Uni<NewKey> create(SqlConnection tx, UUID resellerId, String name, Set<String> scopes, Caller createdBy) {
        if (!Scopes.OF_RESELLER_KEYS.containsAll(scopes)) {
            throw new IllegalArgumentException("a reseller's key with scopes that are none of its");
        }
        return keys.insert(tx, name, scopes, createdBy, resellerId);
    }

    /** A reseller's keys that are not revoked, newest first. */
    public Uni<List<ApiKey>> list(UUID resellerId) {
        return database.client()
                .preparedQuery(
                        """
                        select id, name, prefix, scopes, created_at, last_used_at from api_key \
                        where reseller_id = $1 and revoked_at is null order by id desc limit 1000""")
                .execute(Tuple.of(resellerId))
                .map(rows -> Rows.all(rows, ApiKeys::read));
    }

    /** Revokes a key of that reseller at once; {@code false} if it has none of that id. */
    public Uni<Boolean> revoke(SqlConnection tx, UUID resellerId, UUID id) {
        return tx.preparedQuery(
                        "update api_key set revoked_at = $3 where id = $2 and reseller_id = $1 and revoked_at is null")
                .execute(Tuple.of(resellerId, id, time(clock.instant())))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Makes all keys of a reseller none from the commit on, until they are {@linkplain #unblock unblocked}. */
    public Uni<Void> block(SqlConnection tx, UUID resellerId) {
        return tx.preparedQuery(
                        """
                        update api_key set blocked_at = $2 \
                        where reseller_id = $1 and revoked_at is null and blocked_at is null""")
                .execute(Tuple.of(resellerId, time(clock.instant())))
                .replaceWithVoid();
    }

    /** Makes the keys of a reseller good again, as far as they are not revoked. */
    public Uni<Void> unblock(SqlConnection tx, UUID resellerId) {
        return tx.preparedQuery(
                        """
                        update api_key set blocked_at = null \
                        where reseller_id = $1 and revoked_at is null and blocked_at is not null""")
                .execute(Tuple.of(resellerId))
                .replaceWithVoid();
    }
}
