package dev.gatehouse.account;

import java.util.ArrayList;
import java.util.List;

/**
 * An account's status and next steps, derived from its facts. Pure; the only place where they are worked out.
 *
 * @param status the most pressing truth: closed, suspended, not verified, under KYC, active
 * @param nextSteps what the client can do, in the order of the pathway; empty where nothing is to be done
 */
public record Standing(AccountStatus status, List<NextStep> nextSteps) {
    /** Derives the standing from the facts. */
    public static Standing of(Account account) {
        if (account.closedAt() != null) {
            return new Standing(AccountStatus.CLOSED, List.of());
        }
        if (account.suspendedAt() != null) {
            return new Standing(AccountStatus.SUSPENDED, List.of(NextStep.CONTACT_SUPPORT));
        }
        List<NextStep> steps = new ArrayList<>();
        if (!account.emailVerified()) {
            steps.add(NextStep.VERIFY_EMAIL);
        }
        if (account.phone() == null) {
            steps.add(NextStep.ADD_PHONE);
        } else if (!account.phoneVerified()) {
            steps.add(NextStep.VERIFY_SMS);
        }
        boolean pending = !steps.isEmpty();
        switch (account.kyc()) {
            case REQUIRED -> steps.add(NextStep.COMPLETE_KYC);
            case REJECTED -> steps.add(NextStep.CONTACT_SUPPORT);
            case NOT_REQUIRED, IN_REVIEW, APPROVED -> {
                // Nothing that the client could do about it.
            }
        }
        if (pending) {
            return new Standing(AccountStatus.PENDING_VERIFICATION, List.copyOf(steps));
        }
        return new Standing(
                account.kyc().blocksOrders() ? AccountStatus.KYC_REQUIRED : AccountStatus.ACTIVE, List.copyOf(steps));
    }

    /** The next steps by their names in the contract. */
    public List<String> nextStepNames() {
        return nextSteps.stream().map(NextStep::wireName).toList();
    }
}
