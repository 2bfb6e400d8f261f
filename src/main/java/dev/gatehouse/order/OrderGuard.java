package dev.gatehouse.order;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountStatus;
import dev.gatehouse.account.Standing;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.screening.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may order. Pure; asked before the checks run and once more, with the account's row locked, before the order is
 * written.
 */
final class OrderGuard {
    private static final Duration DEFER_RETRY = Duration.ofSeconds(30);

    private OrderGuard() {}

    /** The refusal that an account's standing alone asks for, or {@code null}: suspended, not verified, under KYC. */
    static @Nullable Refusal standing(Account account) {
        Standing standing = Standing.of(account);
        ErrorCode code = refusal(standing.status());
        return code == null ? null : Refusal.of(code).withNextSteps(standing.nextStepNames());
    }

    /**
     * The refusal that a decision asks for, or {@code null} if it allows the order.
     *
     * @param account as it is after the decision has been acted on
     */
    static @Nullable Refusal verdict(Verdict verdict, Account account) {
        return switch (verdict) {
            case ALLOW -> null;
            case REVIEW ->
                Refusal.of(ErrorCode.KYC_REQUIRED)
                        .withNextSteps(Standing.of(account).nextStepNames());
            case BLOCK -> Refusal.of(ErrorCode.ACCOUNT_SUSPENDED).withNextSteps(List.of("contact_support"));
            case DEFER -> Refusal.of(ErrorCode.SCREENING_UNAVAILABLE).retryAfter(DEFER_RETRY);
        };
    }

    private static @Nullable ErrorCode refusal(AccountStatus status) {
        return switch (status) {
            case CLOSED -> ErrorCode.NOT_FOUND;
            case SUSPENDED -> ErrorCode.ACCOUNT_SUSPENDED;
            case PENDING_VERIFICATION -> ErrorCode.VERIFICATION_REQUIRED;
            case KYC_REQUIRED -> ErrorCode.KYC_REQUIRED;
            case ACTIVE -> null;
        };
    }
}
