package dev.gatehouse.account;

import static dev.gatehouse.platform.persistence.Rows.bytes;
import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.access.AccessSettings;
import dev.gatehouse.access.AccessTokens;
import dev.gatehouse.access.SessionDirectory;
import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and their rotating refresh tokens (RFC 9700, section 4.14.2): each token is good once, and a token that
 * comes a second time ends the session, since one of the two who hold it is a thief.
 */
@ApplicationScoped
public class Sessions implements SessionDirectory {
    private final Database database;
    private final Accounts accounts;
    private final AccessTokens tokens;
    private final RandomSource random;
    private final Ids ids;
    private final Clock clock;
    private final AccessSettings settings;

    Sessions(
            Database database,
            Accounts accounts,
            AccessTokens tokens,
            RandomSource random,
            Ids ids,
            Clock clock,
            AccessSettings settings) {
        this.database = database;
        this.accounts = accounts;
        this.tokens = tokens;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    /** Begins a session for an account. */
    public Uni<Session> begin(SqlConnection tx, UUID accountId) {
        UUID id = ids.next();
        return tx.preparedQuery("insert into session (id, account_id, created_at) values ($1, $2, $3)")
                .execute(Tuple.of(id, accountId, time(clock.instant())))
                .flatMap(rows -> token(tx, accountId, id));
    }

    /** Begins a session in a transaction of its own. */
    public Uni<Session> begin(UUID accountId) {
        return database.inTransaction(tx -> begin(tx, accountId));
    }

    /** The next session for a refresh token, or {@code null} if the token is not good (any more). */
    Uni<@Nullable Session> refresh(String refreshToken) {
        Buffer hash = bytes(Digests.sha256(refreshToken));
        return database.inTransaction(tx -> tx.preparedQuery(
                        """
                        select t.session_id, t.expires_at, t.used_at, s.account_id, \
                        s.ended_at is not null or a.closed_at is not null as over \
                        from refresh_token t join session s on s.id = t.session_id join account a on a.id = s.account_id \
                        where t.token_hash = $1 for update of t""")
                .execute(Tuple.of(hash))
                .flatMap(rows -> {
                    Row row = Rows.first(rows, found -> found);
                    if (row == null || row.getBoolean("over")) {
                        return Uni.createFrom().nullItem();
                    }
                    UUID session = row.getUUID("session_id");
                    if (row.getOffsetDateTime("used_at") != null) {
                        return end(tx, session).replaceWith((Session) null);
                    }
                    Instant now = clock.instant();
                    if (!row.getOffsetDateTime("expires_at").toInstant().isAfter(now)) {
                        return Uni.createFrom().nullItem();
                    }
                    return tx.preparedQuery("update refresh_token set used_at = $2 where token_hash = $1")
                            .execute(Tuple.of(hash, time(now)))
                            .flatMap(updated -> token(tx, row.getUUID("account_id"), session));
                }));
    }

    /** Ends one session: its access token stops working at once. */
    Uni<Void> end(UUID sessionId) {
        return database.inTransaction(tx -> end(tx, sessionId));
    }

    /** Ends all sessions of an account. */
    public Uni<Void> endAll(SqlConnection tx, UUID accountId) {
        return tx.preparedQuery("update session set ended_at = $2 where account_id = $1 and ended_at is null")
                .execute(Tuple.of(accountId, time(clock.instant())))
                .replaceWithVoid();
    }

    /** Ends all sessions of an account but one. */
    public Uni<Void> endOthers(SqlConnection tx, UUID accountId, @Nullable UUID kept) {
        return tx.preparedQuery(
                        """
                        update session set ended_at = $2 \
                        where account_id = $1 and ended_at is null and id is distinct from $3""")
                .execute(Tuple.of(accountId, time(clock.instant()), kept))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> isLive(UUID accountId, UUID sessionId) {
        return accounts.ofSession(accountId, sessionId).map(Objects::nonNull);
    }

    @Override
    public Uni<Boolean> exists(UUID accountId, @Nullable UUID resellerId) {
        return database.client()
                .preparedQuery("select 1 from account where id = $1 and ($2::uuid is null or reseller_id = $2)")
                .execute(Tuple.of(accountId, resellerId))
                .map(rows -> rows.size() == 1);
    }

    private Uni<Void> end(SqlConnection tx, UUID sessionId) {
        return tx.preparedQuery("update session set ended_at = $2 where id = $1 and ended_at is null")
                .execute(Tuple.of(sessionId, time(clock.instant())))
                .replaceWithVoid();
    }

    private Uni<Session> token(SqlConnection tx, UUID accountId, UUID sessionId) {
        String refreshToken = random.token();
        Instant now = clock.instant();
        return tx.preparedQuery(
                        "insert into refresh_token (token_hash, session_id, created_at, expires_at) values ($1, $2, $3, $4)")
                .execute(Tuple.of(
                        bytes(Digests.sha256(refreshToken)),
                        sessionId,
                        time(now),
                        time(now.plus(settings.refreshTokenLifetime()))))
                .replaceWith(() -> new Session(
                        tokens.issue(accountId, sessionId),
                        "Bearer",
                        tokens.lifetime().toSeconds(),
                        refreshToken));
    }
}
