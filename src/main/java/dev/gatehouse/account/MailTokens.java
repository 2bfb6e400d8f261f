package dev.gatehouse.account;

import static dev.gatehouse.platform.persistence.Rows.bytes;
import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that go out in mails' links: 256 random bits of which only the SHA-256 is stored, good once, dead as soon as
 * a newer one is issued.
 */
@ApplicationScoped
public class MailTokens {
    private final RandomSource random;
    private final Ids ids;
    private final Clock clock;

    MailTokens(RandomSource random, Ids ids, Clock clock) {
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a token is good for. */
    public enum Purpose {
        VERIFY_EMAIL("verify_email", Duration.ofHours(24)),
        RESET_PASSWORD("reset_password", Duration.ofHours(1)),
        CHANGE_EMAIL("change_email", Duration.ofHours(24));

        private final String stored;
        private final Duration lifetime;

        Purpose(String stored, Duration lifetime) {
            this.stored = stored;
            this.lifetime = lifetime;
        }

        /** How long such a token is good. */
        public Duration lifetime() {
            return lifetime;
        }

        String stored() {
            return stored;
        }
    }

    /**
     * A token that was just issued.
     *
     * @param token what goes into the link; nowhere stored
     * @param expiresAt until when it is good
     */
    public record Issued(String token, Instant expiresAt) {}

    /**
     * A token that is good.
     *
     * @param id its row
     * @param accountId whose it is
     * @param emailKey the address that it was sent to
     */
    public record Live(UUID id, UUID accountId, String emailKey) {}

    /** Issues a token and spends the account's earlier ones of that purpose. */
    public Uni<Issued> issue(SqlConnection tx, Purpose purpose, UUID accountId, String emailKey) {
        Instant now = clock.instant();
        Issued issued = new Issued(random.token(), now.plus(purpose.lifetime()));
        return tx.preparedQuery(
                        "update mail_token set spent_at = $3 where account_id = $1 and purpose = $2 and spent_at is null")
                .execute(Tuple.of(accountId, purpose.stored(), time(now)))
                .flatMap(spent -> tx.preparedQuery(
                                """
                                insert into mail_token (id, account_id, purpose, email_key, token_hash, created_at, expires_at) \
                                values ($1, $2, $3, $4, $5, $6, $7)""")
                        .execute(Tuple.tuple()
                                .addValue(ids.next())
                                .addValue(accountId)
                                .addValue(purpose.stored())
                                .addValue(emailKey)
                                .addValue(bytes(Digests.sha256(issued.token())))
                                .addValue(time(now))
                                .addValue(time(issued.expiresAt()))))
                .replaceWith(issued);
    }

    /** The token if it is good, else {@code null}: unknown, spent and expired ones are all alike. */
    public Uni<@Nullable Live> find(SqlClient client, Purpose purpose, String token) {
        return client.preparedQuery(
                        """
                        select id, account_id, email_key from mail_token \
                        where token_hash = $1 and purpose = $2 and spent_at is null and expires_at > $3""")
                .execute(Tuple.of(bytes(Digests.sha256(token)), purpose.stored(), time(clock.instant())))
                .map(rows -> Rows.first(
                        rows,
                        row -> new Live(row.getUUID("id"), row.getUUID("account_id"), row.getString("email_key"))));
    }

    /** Spends the token; fails with {@link #invalid} if somebody else was faster. */
    public Uni<Void> spend(SqlConnection tx, UUID tokenId) {
        return tx.preparedQuery("update mail_token set spent_at = $2 where id = $1 and spent_at is null")
                .execute(Tuple.of(tokenId, time(clock.instant())))
                .invoke(rows -> {
                    if (rows.rowCount() != 1) {
                        throw invalid();
                    }
                })
                .replaceWithVoid();
    }

    /** Spends all that an account has: none of its links works any more. */
    public Uni<Void> spendAll(SqlConnection tx, UUID accountId) {
        return tx.preparedQuery("update mail_token set spent_at = $2 where account_id = $1 and spent_at is null")
                .execute(Tuple.of(accountId, time(clock.instant())))
                .replaceWithVoid();
    }

    /** The one refusal of a token that is not good, which does not tell why. */
    public static Refusal invalid() {
        return Refusal.of(ErrorCode.VERIFICATION_TOKEN_INVALID, "The link is wrong, was used already, or has expired.");
    }
}
