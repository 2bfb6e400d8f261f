package dev.gatehouse.account;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts the mails that were asked for, against bombing somebody's mailbox: facts in PostgreSQL, since they guard what
 * must not be lost with a cache.
 */
@ApplicationScoped
public class MailRequests {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final MailLimits limits;
    private final Ids ids;
    private final Clock clock;

    MailRequests(MailLimits limits, Ids ids, Clock clock) {
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** Notes that a mail was asked for, by an account or (with {@code null}) for an address alone. */
    public Uni<Void> note(SqlConnection tx, MailTokens.Purpose purpose, @Nullable UUID accountId, String emailKey) {
        return tx.preparedQuery(
                        "insert into mail_request (id, account_id, purpose, email_key, created_at) values ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(ids.next(), accountId, purpose.stored(), emailKey, time(clock.instant())))
                .replaceWithVoid();
    }

    /** The limit that an account is over, or {@code null} if it may ask now. The account's row must be locked. */
    public Uni<@Nullable RateLimitState> exceeded(
            SqlConnection tx, MailTokens.Purpose purpose, UUID accountId, String emailKey) {
        Instant now = clock.instant();
        return tx.preparedQuery(
                        """
                        select count(*) as many, min(created_at) as oldest, max(created_at) as newest from mail_request \
                        where account_id = $1 and purpose = $2 and created_at > $3""")
                .execute(Tuple.of(accountId, purpose.stored(), time(now.minus(HOUR))))
                .flatMap(rows -> {
                    Row row = rows.iterator().next();
                    Instant newest = Rows.instant(row, "newest");
                    // The registration's own mail is the first; a client who did not get it may ask again at once.
                    if (newest != null
                            && row.getLong("many") > 1
                            && newest.plus(limits.coolDown()).isAfter(now)) {
                        return Uni.createFrom()
                                .item(RateLimitState.exceeded(
                                        new Limit("mail-cool-down", 1, limits.coolDown()),
                                        Duration.between(now, newest.plus(limits.coolDown()))));
                    }
                    RateLimitState exceeded = RateLimitState.ofCount(
                            new Limit("mail-per-account", limits.perAccountAnHour(), HOUR),
                            row.getLong("many"),
                            Rows.instant(row, "oldest"),
                            now);
                    return exceeded == null
                            ? recipientExceeded(tx, purpose, emailKey)
                            : Uni.createFrom().item(exceeded);
                });
    }

    /** The limit that the recipient is over, or {@code null} if that address may get another such mail now. */
    public Uni<@Nullable RateLimitState> recipientExceeded(
            SqlConnection tx, MailTokens.Purpose purpose, String emailKey) {
        Instant now = clock.instant();
        return tx.preparedQuery(
                        """
                        select count(*) as many, min(created_at) as oldest from mail_request \
                        where email_key = $1 and purpose = $2 and created_at > $3""")
                .execute(Tuple.of(emailKey, purpose.stored(), time(now.minus(DAY))))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return RateLimitState.ofCount(
                            new Limit("mail-per-recipient", limits.perRecipientADay(), DAY),
                            row.getLong("many"),
                            Rows.instant(row, "oldest"),
                            now);
                });
    }

    /** The time between two mails to one account. */
    public Duration coolDown() {
        return limits.coolDown();
    }
}
