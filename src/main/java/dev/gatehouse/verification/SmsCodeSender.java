package dev.gatehouse.verification;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.messaging.Outbox;
import dev.gatehouse.messaging.Sms;
import dev.gatehouse.messaging.SmsCourier;
import dev.gatehouse.messaging.SmsKind;
import dev.gatehouse.messaging.SmsOutcome;
import dev.gatehouse.messaging.sms.SmsSettings;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import dev.gatehouse.platform.web.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends codes by SMS, as far as limits, routes and the budget let it. */
@ApplicationScoped
public class SmsCodeSender {
    private static final Logger LOG = Logger.getLogger(SmsCodeSender.class);
    private static final Duration HELD_BACK = Duration.ofSeconds(60);
    private static final String SUPPORT = "contact_support";

    private final Database database;
    private final Accounts accounts;
    private final SmsCodes codes;
    private final SmsTally tally;
    private final SmsRoutes routes;
    private final SmsLimits limits;
    private final SmsSettings settings;
    private final Outbox outbox;
    private final SmsCourier courier;
    private final PhoneNumbers phones;
    private final RateLimiter rateLimiter;
    private final Clock clock;
    private final VerificationMetrics metrics;

    SmsCodeSender(
            Database database,
            Accounts accounts,
            SmsCodes codes,
            SmsTally tally,
            SmsRoutes routes,
            SmsLimits limits,
            SmsSettings settings,
            Outbox outbox,
            SmsCourier courier,
            PhoneNumbers phones,
            RateLimiter rateLimiter,
            Clock clock,
            VerificationMetrics metrics) {
        this.database = database;
        this.accounts = accounts;
        this.codes = codes;
        this.tally = tally;
        this.routes = routes;
        this.limits = limits;
        this.settings = settings;
        this.outbox = outbox;
        this.courier = courier;
        this.phones = phones;
        this.rateLimiter = rateLimiter;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * What {@code POST /verify/sms/send} tells.
     *
     * @param sentTo the number, masked
     * @param expiresAt until when the code is good
     * @param resendAfter seconds after which another can be asked for
     * @param sendsLeft how many more may be sent within the hour
     */
    public record CodeSent(
            @Schema(examples = "+49******89", description = "The number, masked") String sentTo,
            @Schema(examples = "2026-11-23T09:40:00Z") Instant expiresAt,
            @Schema(examples = "60", description = "Seconds") long resendAfter,
            @Schema(examples = "4", description = "Within the hour") int sendsLeft) {}

    private record Due(
            UUID messageId, Sms sms, SmsCodes.Issued code, int dialCode, boolean unproven, CodeSent answer) {}

    /**
     * Sends a code and waits for the gateway's word.
     *
     * @param from from where the client comes, or {@code null} where that is not known
     */
    Uni<CodeSent> send(UUID accountId, @Nullable ClientAddress from) {
        return accounts.find(accountId)
                .map(this::sendable)
                .flatMap(account -> limitAddress(account, from))
                .flatMap(any -> deliver(accountId).onFailure().call(() -> giveBack(from)));
    }

    private Uni<CodeSent> deliver(UUID accountId) {
        return database.inTransaction(tx -> accounts.lock(tx, accountId).map(this::sendable), this::issue)
                .flatMap(due -> courier.sendNow(due.messageId(), due.sms()).flatMap(outcome -> {
                    if (outcome instanceof SmsOutcome.Sent) {
                        return Uni.createFrom().item(due.answer());
                    }
                    return database.inTransaction(
                                    tx -> codes.failed(tx, due.code().id())
                                            .flatMap(any -> tally.failed(tx, due.dialCode(), due.unproven())))
                            .flatMap(any -> Uni.createFrom().failure(unavailable()));
                }));
    }

    private Account sendable(@Nullable Account account) {
        if (account == null) {
            throw Refusal.of(ErrorCode.NOT_FOUND);
        }
        if (account.phoneVerified()) {
            throw Refusal.of(ErrorCode.ALREADY_VERIFIED);
        }
        String phone = account.phone();
        if (phone == null) {
            throw Refusal.of(ErrorCode.PHONE_MISSING).withNextSteps(List.of("add_phone"));
        }
        if (!routes.leadTo(phone)) {
            throw Refusal.of(ErrorCode.PHONE_NOT_SUPPORTED).withNextSteps(List.of("add_phone", SUPPORT));
        }
        return account;
    }

    /** The limit by address. Without Redis it is unknown, and then unproven clients get no SMS: each costs money. */
    private Uni<Void> limitAddress(Account account, @Nullable ClientAddress from) {
        return rateLimiter
                .enforceStrict(perAddress(), from)
                .onFailure(failure -> !(failure instanceof Refusal))
                .recoverWithUni(failure -> account.emailVerified()
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(unavailable()));
    }

    /** What was not sent does not count: neighbours behind one address must not pay for an impatient client. */
    private Uni<Void> giveBack(@Nullable ClientAddress from) {
        return rateLimiter.giveBack(perAddress(), from);
    }

    private Limit perAddress() {
        return new Limit("sms-per-address", limits.perAddressAnHour(), Duration.ofHours(1));
    }

    private Uni<Due> issue(SqlConnection tx, Account account) {
        String phone = Objects.requireNonNull(account.phone());
        int dialCode = phones.dialCode(phone);
        boolean unproven = !account.emailVerified();
        return codes.use(tx, account.id(), phone).flatMap(use -> {
            RateLimitState exceeded = use.exceeded(limits, clock.instant());
            if (exceeded != null) {
                throw exceeded.refusal();
            }
            return tally.day(tx, dialCode)
                    .invoke(day -> refuseOverBudget(day, dialCode, unproven))
                    .flatMap(day -> tally.sent(tx, dialCode, unproven))
                    .flatMap(counted -> codes.issue(tx, account.id(), phone, dialCode))
                    .flatMap(code -> {
                        Sms sms = new Sms(
                                SmsKind.VERIFICATION_CODE,
                                account.id(),
                                phone,
                                account.locale(),
                                Map.of(Sms.CODE, code.code()),
                                code.expiresAt());
                        CodeSent answer = new CodeSent(
                                phones.mask(phone),
                                code.expiresAt(),
                                limits.coolDown().toSeconds(),
                                use.leftAfterNext(limits));
                        return outbox.add(tx, sms, HELD_BACK)
                                .map(messageId -> new Due(messageId, sms, code, dialCode, unproven, answer));
                    });
        });
    }

    private void refuseOverBudget(SmsTally.Day day, int dialCode, boolean unproven) {
        if (day.sends() >= settings.dailyBudget()) {
            metrics.smsRefused("budget");
            LOG.error("the day's SMS budget is spent: no codes are sent");
            throw unavailable();
        }
        if (unproven && day.breakerIsOpen(limits)) {
            metrics.smsRefused("breaker");
            LOG.warnf("the breaker for SMS to +%d is open: hardly any code is confirmed", dialCode);
            throw unavailable();
        }
    }

    private static Refusal unavailable() {
        return Refusal.of(ErrorCode.SMS_UNAVAILABLE, "No SMS can be sent right now. Try again later, or open a ticket.")
                .withNextSteps(List.of(SUPPORT))
                .retryAfter(Duration.ofMinutes(1));
    }
}
