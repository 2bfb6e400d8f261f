package dev.gatehouse.verification;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountContacts;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.FirstVerification;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import dev.gatehouse.screening.CheckContext.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes the codes that {@link SmsCodeSender} sent: who types one back holds the phone. */
@ApplicationScoped
public class SmsCodeVerifier {
    private final Database database;
    private final Accounts accounts;
    private final AccountContacts contacts;
    private final SmsCodes codes;
    private final SmsTally tally;
    private final SmsLimits limits;
    private final ProofScreening screening;
    private final FirstVerification verified;
    private final VerificationMetrics metrics;

    SmsCodeVerifier(
            Database database,
            Accounts accounts,
            AccountContacts contacts,
            SmsCodes codes,
            SmsTally tally,
            SmsLimits limits,
            ProofScreening screening,
            FirstVerification verified,
            VerificationMetrics metrics) {
        this.database = database;
        this.accounts = accounts;
        this.contacts = contacts;
        this.codes = codes;
        this.tally = tally;
        this.limits = limits;
        this.screening = screening;
        this.verified = verified;
        this.metrics = metrics;
    }

    /** What an entry led to; a value, since a refusal must keep the attempt that it counted. */
    private sealed interface Entry {
        record Right(Account account) implements Entry {}

        record Wrong(Refusal refusal) implements Entry {}
    }

    /**
     * Takes a code: counts the entry, then looks at it. Who has proven the phone is screened before the answer.
     *
     * @param origin the client's, or {@link Origin#NONE} where a key's holder enters the code
     */
    Uni<Account> verify(UUID accountId, String entry, Origin origin) {
        return database.inTransaction(tx -> accounts.lockOrRefuse(tx, accountId), (tx, account) -> {
                    if (account.phoneVerified()) {
                        return Uni.createFrom().failure(Refusal.of(ErrorCode.ALREADY_VERIFIED));
                    }
                    return codes.attempts(tx, accountId).flatMap(made -> take(tx, account, entry, made));
                })
                .map(result -> {
                    if (result instanceof Entry.Right right) {
                        verified.nudge();
                        metrics.verified("sms");
                        return right.account();
                    }
                    throw ((Entry.Wrong) result).refusal();
                })
                .flatMap(account -> screening.screen(account, origin));
    }

    private Uni<Entry> take(SqlConnection tx, Account account, String entry, SmsCodes.Attempts made) {
        if (made.exceeded() != null) {
            return Uni.createFrom().item(new Entry.Wrong(tooMany(made.exceeded())));
        }
        return codes.open(tx, account.id()).flatMap(open -> {
            if (open != null && open.attempts() >= limits.attemptsPerCode()) {
                return Uni.createFrom().item(new Entry.Wrong(tooManyForCode()));
            }
            Uni<Void> counted = codes.countAttempt(tx, account.id(), open == null ? null : open.id());
            if (open == null || !codes.matches(open, entry) || !open.phone().equals(account.phone())) {
                int left = open == null ? 0 : limits.attemptsPerCode() - open.attempts() - 1;
                return counted.replaceWith(new Entry.Wrong(wrong(Math.min(left, made.left() - 1))));
            }
            return counted.flatMap(any -> codes.consume(tx, open.id()))
                    .flatMap(consumed -> consumed
                            ? prove(tx, account, open)
                            : Uni.createFrom().item(new Entry.Wrong(wrong(0))));
        });
    }

    private Uni<Entry> prove(SqlConnection tx, Account account, SmsCodes.Open open) {
        return contacts.provePhone(tx, account.id(), open.phone())
                .onItem()
                .ifNull()
                .failWith(() -> wrong(0))
                .call(() ->
                        account.emailVerified() ? Uni.createFrom().voidItem() : tally.confirmed(tx, open.dialCode()))
                .call(proven -> verified.tell(tx, proven))
                .map(Entry.Right::new);
    }

    private static Refusal wrong(int attemptsLeft) {
        return Refusal.of(ErrorCode.VERIFICATION_CODE_INVALID, "The code is wrong or has expired.")
                .withAttemptsLeft(attemptsLeft);
    }

    private Refusal tooManyForCode() {
        Limit limit = new Limit("sms-attempts-per-code", limits.attemptsPerCode(), limits.codeLifetime());
        return tooMany(RateLimitState.exceeded(limit, limits.coolDown()));
    }

    private static Refusal tooMany(RateLimitState exceeded) {
        return exceeded.refusal(ErrorCode.TOO_MANY_ATTEMPTS).withAttemptsLeft(0);
    }
}
