package dev.gatehouse.verification;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.PasswordProof;
import dev.gatehouse.kyc.KycCause;
import dev.gatehouse.kyc.KycDesk;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import dev.gatehouse.screening.CheckChain;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Client;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.CheckContext.Purchase;
import dev.gatehouse.screening.Decision;
import dev.gatehouse.screening.DecisionRepository;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sets or changes an account's phone. Changing one that is verified asks for the password, and the old number and the
 * mailbox are told, so that a stolen session cannot quietly move an account to another phone.
 */
@ApplicationScoped
class PhoneChange {
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final Accounts accounts;
    private final KycDesk kyc;
    private final PasswordProof passwordProof;
    private final PhoneReplacement replacement;
    private final PhoneNumbers phones;
    private final CheckChain chain;
    private final DecisionRepository decisions;
    private final PhoneLimits limits;
    private final Ids ids;
    private final Clock clock;

    PhoneChange(
            Database database,
            Accounts accounts,
            KycDesk kyc,
            PasswordProof passwordProof,
            PhoneReplacement replacement,
            PhoneNumbers phones,
            CheckChain chain,
            DecisionRepository decisions,
            PhoneLimits limits,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.kyc = kyc;
        this.passwordProof = passwordProof;
        this.replacement = replacement;
        this.phones = phones;
        this.chain = chain;
        this.decisions = decisions;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** Sets the phone; the same number again changes nothing. */
    Uni<Account> change(
            UUID accountId, String input, @Nullable String country, @Nullable String password, Origin from) {
        return accounts.find(accountId)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .invoke(PhoneChange::refuseClosed)
                .flatMap(account -> {
                    String phone = phones.parse(input, country == null ? account.country() : country);
                    if (phone == null) {
                        throw Refusal.invalid("/phone", "not-a-phone-number", "This is not a phone number.");
                    }
                    if (phone.equals(account.phone())) {
                        return Uni.createFrom().item(account);
                    }
                    return prove(account, password, from)
                            .flatMap(any -> screen(account, phone, context(account, phone, from)))
                            .invoke(kyc::nudge);
                });
    }

    /** A key may name it still; what was erased is not to be filled again. */
    private static void refuseClosed(Account account) {
        if (account.closedAt() != null) {
            throw Refusal.of(ErrorCode.NOT_FOUND);
        }
    }

    private Uni<Void> prove(Account account, @Nullable String password, Origin from) {
        if (!account.phoneVerified()) {
            return Uni.createFrom().voidItem();
        }
        if (password == null) {
            throw passwordRequired();
        }
        return passwordProof.require(account, password, from.address());
    }

    private static Refusal passwordRequired() {
        return Refusal.invalid("/password", "required", "Changing a verified phone asks for the password.");
    }

    private CheckContext context(Account account, String phone, Origin from) {
        Client client = Client.of(account, clock.instant()).withPhone(phone);
        return new CheckContext(ids.next(), Phase.PHONE_CHANGE, client, from, Purchase.NONE);
    }

    private Uni<Account> screen(Account before, String phone, CheckContext context) {
        return chain.decide(context).flatMap(decision -> apply(before, phone, context, decision));
    }

    private Uni<Account> apply(Account before, String phone, CheckContext context, Decision decision) {
        if (decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.DEFER) {
            Refusal refusal = decision.verdict() == Verdict.BLOCK
                    ? Refusal.of(ErrorCode.PHONE_NOT_SUPPORTED).withNextSteps(List.of("add_phone", "contact_support"))
                    : notScreened();
            return database.inTransaction(tx -> decisions.record(tx, decision, before.id()))
                    .flatMap(any -> Uni.createFrom().failure(refusal));
        }
        return database.inTransaction(
                tx -> accounts.lockOrRefuse(tx, before.id())
                        .invoke(PhoneChange::refuseClosed)
                        .invoke(account -> {
                            // Verified since the password was (not) asked for.
                            if (account.phoneVerified() && !before.phoneVerified()) {
                                throw passwordRequired();
                            }
                        }),
                (tx, account) -> count(tx, account.id())
                        .flatMap(counted -> set(
                                tx,
                                account,
                                phone,
                                decision.under(context.client().kycPassed(), account.kycPassed(clock.instant())))));
    }

    private Uni<Account> set(SqlConnection tx, Account account, String phone, Decision decision) {
        if (decision.verdict() == Verdict.DEFER) {
            throw notScreened();
        }
        boolean raise = decision.verdict() == Verdict.REVIEW && !account.kyc().blocksOrders();
        return decisions
                .record(tx, decision, account.id())
                .flatMap(recorded -> replacement.replace(tx, account, phone))
                .flatMap(changed -> raise
                        ? kyc.require(tx, changed, KycCause.of(decision))
                        : Uni.createFrom().item(changed));
    }

    private static Refusal notScreened() {
        return Refusal.of(ErrorCode.SCREENING_UNAVAILABLE).retryAfter(Duration.ofSeconds(30));
    }

    /** The limit, counted in PostgreSQL under the account's lock. */
    private Uni<Void> count(SqlConnection tx, UUID accountId) {
        Instant now = clock.instant();
        return tx.preparedQuery(
                        "select count(*) as many, min(changed_at) as oldest from phone_change where account_id = $1 and changed_at > $2")
                .execute(Tuple.of(accountId, time(now.minus(DAY))))
                .flatMap(rows -> {
                    Row row = rows.iterator().next();
                    RateLimitState exceeded = RateLimitState.ofCount(
                            new Limit("phone-changes", limits.changesADay(), DAY),
                            row.getLong("many"),
                            Rows.instant(row, "oldest"),
                            now);
                    if (exceeded != null) {
                        throw exceeded.refusal();
                    }
                    return tx.preparedQuery("insert into phone_change (id, account_id, changed_at) values ($1, $2, $3)")
                            .execute(Tuple.of(ids.next(), accountId, time(now)));
                })
                .replaceWithVoid();
    }
}
