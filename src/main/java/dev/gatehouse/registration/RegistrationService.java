package dev.gatehouse.registration;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.NewAccount;
import dev.gatehouse.account.PasswordRules;
import dev.gatehouse.account.Passwords;
import dev.gatehouse.account.Sessions;
import dev.gatehouse.kyc.KycCause;
import dev.gatehouse.kyc.KycDesk;
import dev.gatehouse.link.Identifier;
import dev.gatehouse.link.Identifiers;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.idempotency.Reservation;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.reseller.RegistrationQuota;
import dev.gatehouse.screening.CheckChain;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Client;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.CheckContext.Purchase;
import dev.gatehouse.screening.Decision;
import dev.gatehouse.screening.DecisionRepository;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.Verdict;
import dev.gatehouse.verification.EmailVerification;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registers a client: screens, hashes the password, then writes account, session, decision and the mail in one
 * transaction. A taken address takes the same path and gets the same answer as a free one.
 */
@ApplicationScoped
class RegistrationService {
    private static final Duration DEFER_RETRY = Duration.ofSeconds(30);

    private final Database database;
    private final Idempotency idempotency;
    private final RateLimiter rateLimiter;
    private final RegistrationLimits limits;
    private final RegistrationQuota quota;
    private final PhoneNumbers phones;
    private final PasswordRules passwordRules;
    private final Passwords passwords;
    private final CheckChain chain;
    private final DecisionRepository decisions;
    private final Accounts accounts;
    private final KycDesk kyc;
    private final Identifiers identifiers;
    private final Sessions sessions;
    private final EmailVerification emailVerification;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry metrics;

    RegistrationService(
            Database database,
            Idempotency idempotency,
            RateLimiter rateLimiter,
            RegistrationLimits limits,
            RegistrationQuota quota,
            PhoneNumbers phones,
            PasswordRules passwordRules,
            Passwords passwords,
            CheckChain chain,
            DecisionRepository decisions,
            Accounts accounts,
            KycDesk kyc,
            Identifiers identifiers,
            Sessions sessions,
            EmailVerification emailVerification,
            Ids ids,
            Clock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.idempotency = idempotency;
        this.rateLimiter = rateLimiter;
        this.limits = limits;
        this.quota = quota;
        this.phones = phones;
        this.passwordRules = passwordRules;
        this.passwords = passwords;
        this.chain = chain;
        this.decisions = decisions;
        this.accounts = accounts;
        this.kyc = kyc;
        this.identifiers = identifiers;
        this.sessions = sessions;
        this.emailVerification = emailVerification;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Registers, once per key. A replay gets a session of its own, since no stored answer holds a secret; a reseller never
     * gets one, for the session is its client's.
     */
    Uni<Outcome<RegistrationAnswer>> register(
            RegistrationRequest request, @Nullable IdempotencyKey key, Registrar from) {
        Applicant applicant = Applicant.of(request, phones, passwordRules);
        return limitAddress(from.origin().address())
                .flatMap(any -> idempotency.once(
                        key, request, RegistrationAnswer.class, reservation -> quota.check(from.resellerId())
                                .flatMap(left -> admit(applicant, from, reservation))))
                .flatMap(outcome -> outcome.replayed() && from.resellerId() == null
                        ? withSession(outcome)
                        : Uni.createFrom().item(outcome));
    }

    private Uni<Outcome<RegistrationAnswer>> withSession(Outcome<RegistrationAnswer> outcome) {
        AccountView account = outcome.answer().account();
        return sessions.begin(account.id())
                .map(session -> new Outcome<>(new RegistrationAnswer(account, session), true));
    }

    private Uni<Void> limitAddress(@Nullable ClientAddress address) {
        return rateLimiter.enforce(
                new Limit("registrations-per-address", limits.perAddressAnHour(), Duration.ofHours(1)), address);
    }

    private Uni<RegistrationAnswer> admit(Applicant applicant, Registrar from, Reservation reservation) {
        UUID accountId = ids.next();
        Client client = new Client(
                accountId,
                applicant.email().typed(),
                applicant.email().key(),
                false,
                applicant.phone(),
                false,
                applicant.country(),
                clock.instant(),
                false);
        CheckContext context = new CheckContext(ids.next(), Phase.REGISTRATION, client, from.origin(), Purchase.NONE);
        return chain.decide(context)
                .flatMap(decision -> switch (decision.verdict()) {
                    case ALLOW, REVIEW ->
                        passwords
                                .hash(applicant.email().key(), applicant.password())
                                .flatMap(hash -> database.inTransaction(
                                        tx -> write(tx, applicant, accountId, hash, decision, from, reservation)))
                                .onFailure()
                                .call(() -> chain.release(context));
                    case BLOCK -> refuse(decision, from, denial(decision));
                    case DEFER ->
                        refuse(
                                decision,
                                from,
                                Refusal.of(ErrorCode.SCREENING_UNAVAILABLE).retryAfter(DEFER_RETRY));
                })
                .invoke(answer -> {
                    kyc.nudge();
                    metrics.counter("gatehouse.registrations", "outcome", "accepted")
                            .increment();
                });
    }

    /** The reasons that the contract discloses have answers of their own; all others look the same. */
    private static Refusal denial(Decision decision) {
        return decision.disclosed()
                .map(reason -> switch (reason) {
                    case EMAIL_PROVIDER -> Refusal.of(ErrorCode.EMAIL_PROVIDER_NOT_ALLOWED);
                    case EMAIL_DOMAIN -> Refusal.invalid("/email", "no-mail-domain", "This domain takes no mail.");
                })
                .orElseGet(() -> Refusal.of(ErrorCode.REGISTRATION_NOT_ALLOWED));
    }

    private Uni<RegistrationAnswer> refuse(Decision decision, Registrar from, Refusal refusal) {
        boolean blocked = decision.verdict() == Verdict.BLOCK;
        metrics.counter("gatehouse.registrations", "outcome", blocked ? "refused" : "deferred")
                .increment();
        return database.inTransaction(tx -> decisions
                        .record(tx, decision, null)
                        .flatMap(any -> blocked
                                ? quota.refused(tx, from.resellerId())
                                : Uni.createFrom().voidItem()))
                .flatMap(any -> Uni.createFrom().failure(refusal));
    }

    private Uni<RegistrationAnswer> write(
            SqlConnection tx,
            Applicant applicant,
            UUID accountId,
            String passwordHash,
            Decision decision,
            Registrar from,
            Reservation reservation) {
        Origin origin = from.origin();
        ClientAddress address = origin.address();
        NewAccount account = new NewAccount(
                accountId,
                applicant.email(),
                applicant.phone(),
                applicant.country(),
                applicant.fullName(),
                applicant.company(),
                applicant.locale(),
                passwordHash,
                from.resellerId(),
                new Account.Registered(address == null ? null : address.text(), origin.userAgent(), origin.device()));
        return accounts.insert(tx, account)
                .call(inserted -> decisions.record(tx, decision, accountId))
                .call(inserted ->
                        identifiers.seen(tx, accountId, Identifier.seen(address, origin.userAgent(), origin.device())))
                .call(inserted -> emailVerification.begin(tx, inserted))
                .flatMap(inserted -> decision.verdict() == Verdict.REVIEW
                        ? kyc.require(tx, inserted, KycCause.of(decision))
                        : Uni.createFrom().item(inserted))
                .call(inserted -> quota.accepted(tx, from.resellerId()))
                .flatMap(inserted -> {
                    RegistrationAnswer bare = new RegistrationAnswer(AccountView.of(inserted), null);
                    return reservation
                            .complete(tx, bare)
                            .flatMap(any -> from.resellerId() == null
                                    ? sessions.begin(tx, accountId)
                                            .map(session -> new RegistrationAnswer(bare.account(), session))
                                    : Uni.createFrom().item(bare));
                });
    }
}
