package dev.gatehouse.account;

import dev.gatehouse.account.MailTokens.Purpose;
import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.MailKind;
import dev.gatehouse.messaging.Outbox;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A forgotten password: a link by mail, and a new password for who holds it. */
@ApplicationScoped
class PasswordReset {
    private static final Duration NOTICE_LIFETIME = Duration.ofDays(3);

    private final Database database;
    private final Accounts accounts;
    private final AccountContacts contacts;
    private final MailTokens tokens;
    private final MailRequests requests;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Links links;
    private final Outbox outbox;
    private final Clock clock;

    PasswordReset(
            Database database,
            Accounts accounts,
            AccountContacts contacts,
            MailTokens tokens,
            MailRequests requests,
            Sessions sessions,
            Passwords passwords,
            PasswordRules rules,
            Links links,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.contacts = contacts;
        this.tokens = tokens;
        this.requests = requests;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rules = rules;
        this.links = links;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Sends a link if there is an account on the address, and tells nothing. The request is noted whether or not the
     * address is known, so that there is something to commit in both cases; one over the limit is not, so that a trickle
     * of them does not keep an owner out for ever.
     */
    Uni<Void> forgot(String email) {
        EmailAddress address = EmailAddress.parse(email);
        String emailKey = address == null ? "" : address.key();
        return database.inTransaction(tx -> requests.recipientExceeded(tx, Purpose.RESET_PASSWORD, emailKey)
                        .flatMap(exceeded -> exceeded == null
                                ? requests.note(tx, Purpose.RESET_PASSWORD, null, emailKey)
                                        .flatMap(noted -> sendLink(tx, emailKey))
                                : Uni.createFrom().voidItem()))
                .invoke(outbox::nudge);
    }

    private Uni<Void> sendLink(SqlConnection tx, String emailKey) {
        return accounts.resettable(tx, emailKey)
                .flatMap(account -> account == null
                        ? Uni.createFrom().voidItem()
                        : tokens.issue(tx, Purpose.RESET_PASSWORD, account.id(), emailKey)
                                .flatMap(token -> outbox.add(
                                        tx,
                                        new Mail(
                                                MailKind.RESET_PASSWORD,
                                                account.id(),
                                                account.email(),
                                                account.locale(),
                                                Map.of(Mail.LINK, links.resetPassword(token.token())),
                                                token.expiresAt())))
                                .replaceWithVoid());
    }

    /**
     * Sets a new password with the token of a mail. All sessions end. The token proves the mailbox, so a pending
     * account becomes the address's own; a phone that was verified before that has to be verified again.
     */
    Uni<Account> reset(String token, String password) {
        return tokens.find(database.client(), Purpose.RESET_PASSWORD, token).flatMap(live -> {
            if (live == null) {
                return Uni.createFrom().failure(MailTokens.invalid());
            }
            FieldError weak = rules.check(password, live.emailKey());
            if (weak != null) {
                return Uni.createFrom()
                        .failure(Refusal.of(ErrorCode.VALIDATION_FAILED).withErrors(List.of(weak)));
            }
            return passwords
                    .hash(live.emailKey(), password)
                    .flatMap(hash -> database.inTransaction(tx -> set(tx, live, hash)))
                    .invoke(outbox::nudge);
        });
    }

    private Uni<Account> set(SqlConnection tx, MailTokens.Live live, String hash) {
        return accounts.find(tx, live.accountId())
                .map(account -> usable(account, live))
                .flatMap(account -> contacts.proveEmail(tx, account)
                        .onItem()
                        .ifNull()
                        .failWith(MailTokens::invalid)
                        .call(proven -> tokens.spend(tx, live.id()))
                        // Also a change of the address that somebody else may have asked for.
                        .call(proven -> tokens.spendAll(tx, account.id()))
                        .call(proven -> sessions.endAll(tx, account.id()))
                        .flatMap(proven -> accounts.resetPassword(tx, account.id(), hash, !account.emailVerified()))
                        .onItem()
                        .ifNull()
                        .failWith(MailTokens::invalid))
                .call(account -> outbox.add(
                        tx,
                        new Mail(
                                MailKind.PASSWORD_CHANGED,
                                account.id(),
                                account.email(),
                                account.locale(),
                                Map.of(),
                                clock.instant().plus(NOTICE_LIFETIME))));
    }

    private static Account usable(@Nullable Account account, MailTokens.Live live) {
        if (account == null || account.closedAt() != null || !account.emailKey().equals(live.emailKey())) {
            throw MailTokens.invalid();
        }
        return account;
    }
}
