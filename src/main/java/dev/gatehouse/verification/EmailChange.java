package dev.gatehouse.verification;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountContacts;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.account.MailRequests;
import dev.gatehouse.account.MailTokens;
import dev.gatehouse.account.MailTokens.Purpose;
import dev.gatehouse.account.PasswordProof;
import dev.gatehouse.kyc.KycCause;
import dev.gatehouse.kyc.KycDesk;
import dev.gatehouse.messaging.Outbox;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.RequestInfo;
import dev.gatehouse.screening.CheckChain;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Client;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.CheckContext.Purchase;
import dev.gatehouse.screening.Decision;
import dev.gatehouse.screening.DecisionRepository;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.Verdict;
import dev.gatehouse.verification.EmailVerification.MailSent;
import dev.gatehouse.verification.PendingEmails.Pending;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * A client's way to another address. Always asks for the password. A proven address stays until the link that goes to the
 * new one is followed, so that a typing error locks nobody out and a stolen session takes nothing over unseen; one that was
 * never proven is replaced at once. Whether the new address has an account does not show.
 */
@ApplicationScoped
class EmailChange {
    private static final Duration DEFER_RETRY = Duration.ofSeconds(30);

    private final Database database;
    private final Accounts accounts;
    private final AccountContacts contacts;
    private final PasswordProof passwordProof;
    private final CheckChain chain;
    private final DecisionRepository decisions;
    private final KycDesk kyc;
    private final PendingEmails pending;
    private final MailTokens tokens;
    private final MailRequests requests;
    private final EmailVerification verification;
    private final EmailNotices notices;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    EmailChange(
            Database database,
            Accounts accounts,
            AccountContacts contacts,
            PasswordProof passwordProof,
            CheckChain chain,
            DecisionRepository decisions,
            KycDesk kyc,
            PendingEmails pending,
            MailTokens tokens,
            MailRequests requests,
            EmailVerification verification,
            EmailNotices notices,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.contacts = contacts;
        this.passwordProof = passwordProof;
        this.chain = chain;
        this.decisions = decisions;
        this.kyc = kyc;
        this.pending = pending;
        this.tokens = tokens;
        this.requests = requests;
        this.verification = verification;
        this.notices = notices;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a client asks for.
     *
     * @param sessionId the session that asks
     * @param email the address as it was typed
     */
    record Wish(UUID accountId, UUID sessionId, String email, String password) {
        @Override
        public String toString() {
            return "Wish[account " + accountId + ']';
        }
    }

    /** Sends a link to the new address. */
    Uni<MailSent> ask(Wish wish, RequestInfo from) {
        EmailAddress email = EmailAddress.parse(wish.email());
        if (email == null) {
            throw Refusal.invalid("/email", "not-an-email", "This is not an e-mail address.");
        }
        Pending next = new Pending(email, wish.sessionId());
        return accounts.find(wish.accountId())
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .call(account -> passwordProof.require(account, wish.password(), from.clientAddress()))
                .flatMap(account -> {
                    if (account.emailVerified() && email.key().equals(account.emailKey())) {
                        throw Refusal.of(ErrorCode.ALREADY_VERIFIED);
                    }
                    return screen(account, next, from);
                })
                .invoke(outbox::nudge);
    }

    private Uni<MailSent> screen(Account account, Pending next, RequestInfo from) {
        Client client = Client.of(account, clock.instant()).withEmail(next.email());
        CheckContext context = new CheckContext(ids.next(), Phase.EMAIL_CHANGE, client, Origin.of(from), Purchase.NONE);
        return chain.decide(context).flatMap(decision -> switch (decision.verdict()) {
            case ALLOW, REVIEW ->
                database.inTransaction(tx -> write(tx, account, next, from, decision))
                        .onFailure()
                        .call(() -> chain.release(context));
            case BLOCK, DEFER ->
                database.inTransaction(tx -> decisions.record(tx, decision, account.id()))
                        .flatMap(any -> Uni.createFrom().failure(refusal(decision)));
        });
    }

    private static Refusal refusal(Decision decision) {
        return decision.verdict() == Verdict.DEFER
                ? notScreened()
                : decision.disclosed()
                        .map(reason -> switch (reason) {
                            case EMAIL_PROVIDER -> Refusal.of(ErrorCode.EMAIL_PROVIDER_NOT_ALLOWED);
                            case EMAIL_DOMAIN ->
                                Refusal.invalid("/email", "no-mail-domain", "This domain takes no mail.");
                        })
                        .orElseGet(() -> Refusal.of(ErrorCode.EMAIL_NOT_SUPPORTED));
    }

    private static Refusal notScreened() {
        return Refusal.of(ErrorCode.SCREENING_UNAVAILABLE).retryAfter(DEFER_RETRY);
    }

    private Uni<MailSent> write(SqlConnection tx, Account before, Pending next, RequestInfo from, Decision decided) {
        return accounts.lockOrRefuse(tx, before.id())
                .invoke(account -> {
                    if (account.closedAt() != null || !account.emailKey().equals(before.emailKey())) {
                        throw Refusal.of(ErrorCode.CREDENTIALS_INVALID);
                    }
                })
                .flatMap(account -> {
                    Decision decision =
                            decided.under(before.kycPassed(clock.instant()), account.kycPassed(clock.instant()));
                    if (decision.verdict() == Verdict.DEFER) {
                        throw notScreened();
                    }
                    return decisions
                            .record(tx, decision, account.id())
                            .call(recorded -> pending.add(tx, account.id(), next))
                            .flatMap(recorded -> account.emailVerified()
                                    ? sendLink(tx, account, next.email(), from)
                                    : replace(tx, account, next.email()))
                            .call(sent -> decision.verdict() == Verdict.REVIEW
                                            && !account.kyc().blocksOrders()
                                    ? kyc.require(tx, account, KycCause.of(decision))
                                    : Uni.createFrom().item(account));
                });
    }

    private Uni<MailSent> sendLink(SqlConnection tx, Account account, EmailAddress next, RequestInfo from) {
        return requests.exceeded(tx, Purpose.CHANGE_EMAIL, account.id(), next.key())
                .invoke(exceeded -> {
                    if (exceeded != null) {
                        throw exceeded.refusal();
                    }
                })
                .flatMap(free -> requests.note(tx, Purpose.CHANGE_EMAIL, account.id(), next.key()))
                .flatMap(noted -> tokens.issue(tx, Purpose.CHANGE_EMAIL, account.id(), next.key()))
                .call(token -> accounts.verifiedOwner(tx, next.key())
                        .flatMap(owner -> outbox.add(
                                tx,
                                owner == null
                                        ? notices.link(account, next, token, from)
                                        : notices.exists(account, next, token))))
                .call(token -> outbox.add(tx, notices.asked(account, from)))
                .map(token -> new MailSent(
                        EmailAddress.mask(next.typed()),
                        token.expiresAt(),
                        requests.coolDown().toSeconds()));
    }

    /** Nothing is lost with an address that was never proven. */
    private Uni<MailSent> replace(SqlConnection tx, Account account, EmailAddress next) {
        return contacts.changeEmail(tx, account.id(), next)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the locked account is gone"))
                .call(changed -> tokens.spendAll(tx, changed.id()))
                .flatMap(changed -> verification.send(tx, changed));
    }
}
