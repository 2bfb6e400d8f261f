package dev.gatehouse.verification;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountContacts;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.account.MailLimits;
import dev.gatehouse.account.MailTokens;
import dev.gatehouse.account.Sessions;
import dev.gatehouse.messaging.Outbox;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The addresses that clients asked to change to: an address is theirs once the link that went there is followed. */
@ApplicationScoped
class PendingEmails {
    private static final Duration DAY = Duration.ofDays(1);

    private final Accounts accounts;
    private final AccountContacts contacts;
    private final MailTokens tokens;
    private final Sessions sessions;
    private final EmailNotices notices;
    private final Outbox outbox;
    private final MailLimits limits;
    private final Ids ids;
    private final Clock clock;

    PendingEmails(
            Accounts accounts,
            AccountContacts contacts,
            MailTokens tokens,
            Sessions sessions,
            EmailNotices notices,
            Outbox outbox,
            MailLimits limits,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.notices = notices;
        this.outbox = outbox;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was asked for.
     *
     * @param email the address
     * @param sessionId the session that asked, or {@code null}
     */
    record Pending(EmailAddress email, @Nullable UUID sessionId) {
        @Override
        public String toString() {
            return "Pending[]";
        }
    }

    /** Notes an address, and fails with {@code 429} if there were too many today. The account's row must be locked. */
    Uni<Void> add(SqlConnection tx, UUID accountId, Pending pending) {
        Instant now = clock.instant();
        return tx.preparedQuery(
                        "select count(*) as many, min(created_at) as oldest from email_change where account_id = $1 and created_at > $2")
                .execute(Tuple.of(accountId, time(now.minus(DAY))))
                .flatMap(rows -> {
                    Row row = rows.iterator().next();
                    RateLimitState exceeded = RateLimitState.ofCount(
                            new Limit("email-changes", limits.changesADay(), DAY),
                            row.getLong("many"),
                            Rows.instant(row, "oldest"),
                            now);
                    if (exceeded != null) {
                        throw exceeded.refusal();
                    }
                    return tx.preparedQuery(
                                    """
                                    insert into email_change (id, account_id, session_id, email, email_key, created_at) \
                                    values ($1, $2, $3, $4, $5, $6)""")
                            .execute(Tuple.of(
                                    ids.next(),
                                    accountId,
                                    pending.sessionId(),
                                    pending.email().typed(),
                                    pending.email().key(),
                                    time(now)));
                })
                .replaceWithVoid();
    }

    /** What a token of {@link MailTokens.Purpose#CHANGE_EMAIL} is about, or {@code null} if it cannot be any more. */
    Uni<@Nullable Pending> find(SqlClient client, MailTokens.Live token) {
        return client.preparedQuery(
                        """
                        select email, session_id from email_change where account_id = $1 and email_key = $2 \
                        order by created_at desc limit 1""")
                .execute(Tuple.of(token.accountId(), token.emailKey()))
                .map(rows -> Rows.first(rows, row -> {
                    EmailAddress email = EmailAddress.parse(row.getString("email"));
                    return email == null ? null : new Pending(email, row.getUUID("session_id"));
                }));
    }

    /**
     * Moves the account to the address: the old one is told, all other links and sessions end. Fails as one invalid token
     * does if the address has an owner by now.
     *
     * @return the account as it is then
     */
    Uni<Account> confirm(SqlConnection tx, MailTokens.Live token) {
        return accounts.find(tx, token.accountId()).flatMap(account -> {
            if (account == null || account.closedAt() != null) {
                throw MailTokens.invalid();
            }
            return find(tx, token)
                    .onItem()
                    .ifNull()
                    .failWith(MailTokens::invalid)
                    .flatMap(pending -> move(tx, account, token, pending));
        });
    }

    private Uni<Account> move(SqlConnection tx, Account before, MailTokens.Live token, Pending pending) {
        return contacts.moveEmail(tx, before.id(), pending.email())
                .onItem()
                .ifNull()
                .failWith(MailTokens::invalid)
                .call(moved -> tokens.spend(tx, token.id()))
                .call(moved -> tokens.spendAll(tx, moved.id()))
                .call(moved -> sessions.endOthers(tx, moved.id(), pending.sessionId()))
                .call(moved -> outbox.add(tx, notices.changed(before)));
    }
}
