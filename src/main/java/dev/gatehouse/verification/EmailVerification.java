package dev.gatehouse.verification;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountContacts;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.account.FirstVerification;
import dev.gatehouse.account.Links;
import dev.gatehouse.account.MailRequests;
import dev.gatehouse.account.MailTokens;
import dev.gatehouse.account.MailTokens.Purpose;
import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.MailKind;
import dev.gatehouse.messaging.Outbox;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.screening.CheckContext.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Proves that a client can open the mailbox: sends links and takes their tokens. */
@ApplicationScoped
public class EmailVerification {
    private final Database database;
    private final Accounts accounts;
    private final AccountContacts contacts;
    private final MailTokens tokens;
    private final MailRequests requests;
    private final PendingEmails pending;
    private final Links links;
    private final Outbox outbox;
    private final PhoneNumbers phones;
    private final ProofScreening screening;
    private final FirstVerification verified;
    private final VerificationMetrics metrics;

    EmailVerification(
            Database database,
            Accounts accounts,
            AccountContacts contacts,
            MailTokens tokens,
            MailRequests requests,
            PendingEmails pending,
            Links links,
            Outbox outbox,
            PhoneNumbers phones,
            ProofScreening screening,
            FirstVerification verified,
            VerificationMetrics metrics) {
        this.database = database;
        this.accounts = accounts;
        this.contacts = contacts;
        this.tokens = tokens;
        this.requests = requests;
        this.pending = pending;
        this.links = links;
        this.outbox = outbox;
        this.phones = phones;
        this.screening = screening;
        this.verified = verified;
        this.metrics = metrics;
    }

    /**
     * What {@code POST /verify/email/send} tells.
     *
     * @param sentTo the address, masked
     * @param expiresAt until when the link is good
     * @param resendAfter seconds after which another can be asked for
     */
    public record MailSent(
            @Schema(examples = "a***@example.org", description = "The address, masked") String sentTo,
            @Schema(examples = "2026-11-24T09:30:00Z") Instant expiresAt,
            @Schema(examples = "60", description = "Seconds") long resendAfter) {}

    /** Sends another link. */
    Uni<MailSent> send(UUID accountId) {
        return database.inTransaction(tx -> accounts.lockOrRefuse(tx, accountId), (tx, account) -> {
                    if (account.emailVerified()) {
                        return Uni.createFrom().failure(Refusal.of(ErrorCode.ALREADY_VERIFIED));
                    }
                    return send(tx, account);
                })
                .invoke(outbox::nudge);
    }

    /** Sends another link to an account whose row is locked; fails with {@code 429} over a limit. */
    Uni<MailSent> send(SqlConnection tx, Account account) {
        return requests.exceeded(tx, Purpose.VERIFY_EMAIL, account.id(), account.emailKey())
                .flatMap(exceeded ->
                        exceeded == null ? issue(tx, account) : Uni.createFrom().failure(exceeded.refusal()));
    }

    /**
     * Sends the first link, in the registration's transaction. Whether the address is taken does not show: the work is
     * the same, only the mail differs. Nothing is sent where that mailbox has had its share for today.
     */
    public Uni<Void> begin(SqlConnection tx, Account account) {
        return requests.recipientExceeded(tx, Purpose.VERIFY_EMAIL, account.emailKey())
                .flatMap(exceeded -> exceeded == null
                        ? issue(tx, account).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<MailSent> issue(SqlConnection tx, Account account) {
        return requests.note(tx, Purpose.VERIFY_EMAIL, account.id(), account.emailKey())
                .flatMap(noted -> tokens.issue(tx, Purpose.VERIFY_EMAIL, account.id(), account.emailKey()))
                .flatMap(token -> accounts.verifiedOwner(tx, account.emailKey())
                        .flatMap(owner -> outbox.add(tx, owner == null ? link(account, token) : exists(account, token)))
                        .replaceWith(new MailSent(
                                EmailAddress.mask(account.email()),
                                token.expiresAt(),
                                requests.coolDown().toSeconds())));
    }

    private Mail link(Account account, MailTokens.Issued token) {
        Map<String, String> values = circumstances(account);
        values.put(Mail.LINK, links.verifyEmail(token.token()));
        values.put(Mail.DECLINE_LINK, links.verifyEmail(token.token()));
        return mail(MailKind.VERIFY_EMAIL, account, values, token);
    }

    /** What the owner of the address is told: who registers with it gets no link that verifies. */
    private Mail exists(Account account, MailTokens.Issued token) {
        return mail(MailKind.ACCOUNT_EXISTS, account, circumstances(account), token);
    }

    private static Mail mail(MailKind kind, Account account, Map<String, String> values, MailTokens.Issued token) {
        return new Mail(kind, account.id(), account.email(), account.locale(), values, token.expiresAt());
    }

    private Map<String, String> circumstances(Account account) {
        Map<String, String> values = new HashMap<>();
        values.put(
                Mail.REGISTERED_AT,
                account.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        putIfKnown(values, Mail.REGISTERED_FROM, account.registered().address());
        putIfKnown(values, Mail.BROWSER, account.registered().userAgent());
        String phone = account.phone();
        putIfKnown(values, Mail.PHONE_MASKED, phone == null ? null : phones.mask(phone));
        return values;
    }

    private static void putIfKnown(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /**
     * Takes a token: the mailbox is proven, the other pending accounts on the address are closed. Where the client has
     * asked for that address, it takes the place of the old one. The client is screened if the phone is proven already;
     * from where the mail was opened tells nothing about it.
     */
    Uni<Account> verify(String token) {
        return database.inTransaction(tx -> find(tx, token)
                        .flatMap(live -> live.purpose() == Purpose.CHANGE_EMAIL
                                ? pending.confirm(tx, live.token())
                                : prove(tx, live.token()))
                        .call(account -> verified.tell(tx, account)))
                .invoke(verified::nudge)
                .invoke(account -> metrics.verified("email"))
                .invoke(outbox::nudge)
                .flatMap(account -> screening.screen(account, Origin.NONE));
    }

    private Uni<Account> prove(SqlConnection tx, MailTokens.Live token) {
        return owner(tx, token).flatMap(account -> contacts.proveEmail(tx, account)
                .onItem()
                .ifNull()
                .failWith(MailTokens::invalid)
                .call(() -> tokens.spend(tx, token.id())));
    }

    /** Takes a token as a denial: closes the pending account, or leaves a client without the address that it asked for. */
    Uni<Void> decline(String token) {
        return database.inTransaction(tx -> find(tx, token)
                // As in a proof, the account's row is locked before the token's.
                .call(live -> live.purpose() == Purpose.CHANGE_EMAIL
                        ? Uni.createFrom().voidItem()
                        : close(tx, live.token()))
                .flatMap(live -> tokens.spend(tx, live.token().id())));
    }

    private Uni<Void> close(SqlConnection tx, MailTokens.Live token) {
        return owner(tx, token)
                .flatMap(account -> accounts.closePending(tx, account.id()))
                .invoke(closed -> {
                    if (!closed) {
                        throw MailTokens.invalid();
                    }
                })
                .replaceWithVoid();
    }

    /**
     * What a token is about.
     *
     * @param account whose it is
     * @param wanted the address that it changes to, or {@code null} if it is about the one that the account has
     */
    record Question(Account account, @Nullable String wanted) {
        @Override
        public String toString() {
            return "Question[account " + account.id() + ']';
        }
    }

    /** What a token is about, without consuming it; {@code null} if the token is not good. */
    Uni<@Nullable Question> peek(String token) {
        return lookUp(database.client(), token).flatMap(live -> {
            if (live == null) {
                return Uni.createFrom().nullItem();
            }
            Uni<@Nullable String> wanted = live.purpose() == Purpose.CHANGE_EMAIL
                    ? pending.find(database.client(), live.token())
                            .map(found -> found == null ? null : found.email().typed())
                    : Uni.createFrom().nullItem();
            return accounts.find(live.token().accountId())
                    .flatMap(account -> account == null || account.closedAt() != null
                            ? Uni.createFrom().nullItem()
                            : wanted.map(address -> new Question(account, address)));
        });
    }

    private record Live(Purpose purpose, MailTokens.Live token) {}

    private Uni<@Nullable Live> lookUp(SqlClient client, String token) {
        return tokens.find(client, Purpose.VERIFY_EMAIL, token)
                .flatMap(live -> live != null
                        ? Uni.createFrom().item(new Live(Purpose.VERIFY_EMAIL, live))
                        : tokens.find(client, Purpose.CHANGE_EMAIL, token)
                                .map(change -> change == null ? null : new Live(Purpose.CHANGE_EMAIL, change)));
    }

    private Uni<Live> find(SqlConnection tx, String token) {
        return lookUp(tx, token).onItem().ifNull().failWith(MailTokens::invalid);
    }

    private Uni<Account> owner(SqlConnection tx, MailTokens.Live live) {
        return accounts.find(tx, live.accountId()).map(account -> {
            if (account == null
                    || account.closedAt() != null
                    || account.emailVerified()
                    || !account.emailKey().equals(live.emailKey())) {
                throw MailTokens.invalid();
            }
            return account;
        });
    }
}
