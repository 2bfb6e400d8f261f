package dev.gatehouse.account;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has been ruled about an account: KYC and suspension. Each method gives the ruling that follows; where nothing
 * changes, an equal one. Pure; {@link Accounts#rule} writes it.
 *
 * @param kyc where it stands with the confirmation of identity
 * @param kycPassedUntil until when a passed KYC lifts automatic reviews, or {@code null} without one
 * @param suspendedAt since when it is suspended, or {@code null}
 */
public record AccountRuling(KycState kyc, @Nullable Instant kycPassedUntil, @Nullable Instant suspendedAt) {
    /** How long a passed KYC lifts automatic reviews. */
    public static final Duration KYC_PASS = Duration.ofDays(365);

    /** What stands now. */
    public static AccountRuling of(Account account) {
        return new AccountRuling(account.kyc(), account.kycPassedUntil(), account.suspendedAt());
    }

    /**
     * KYC is asked for. A pass is void, since whoever asks again does not trust it. What the client has handed in and
     * nobody has looked at yet stays in review; who was rejected may try again.
     */
    public AccountRuling kycRequired() {
        return new AccountRuling(kyc == KycState.IN_REVIEW ? KycState.IN_REVIEW : KycState.REQUIRED, null, suspendedAt);
    }

    /** KYC counts as passed, for a year from now; also for who was not under it. */
    public AccountRuling kycPassed(Instant now) {
        return new AccountRuling(KycState.APPROVED, now.plus(KYC_PASS), suspendedAt);
    }

    /** The client has handed in what was asked for. */
    public AccountRuling kycSubmitted() {
        return new AccountRuling(KycState.IN_REVIEW, null, suspendedAt);
    }

    /** The client has to hand something in again. */
    public AccountRuling kycMoreWanted() {
        return new AccountRuling(KycState.REQUIRED, null, suspendedAt);
    }

    /** KYC was not passed: nothing can be ordered, and the client cannot try again by itself. */
    public AccountRuling kycRejected() {
        return new AccountRuling(KycState.REJECTED, null, suspendedAt);
    }

    /** KYC should not have been asked for. That proves nothing, so there is no pass. */
    public AccountRuling kycTakenBack() {
        return new AccountRuling(KycState.NOT_REQUIRED, null, suspendedAt);
    }

    /** A pass lifts nothing any more: the next review leads to KYC again. Where the client stands with KYC stays. */
    public AccountRuling kycPassVoid() {
        return new AccountRuling(kyc, null, suspendedAt);
    }

    /** Suspended from now on, or since it was. */
    public AccountRuling suspended(Instant now) {
        return suspendedAt == null ? new AccountRuling(kyc, kycPassedUntil, now) : this;
    }

    /** Suspended no more; KYC stays as it is. */
    public AccountRuling reinstated() {
        return new AccountRuling(kyc, kycPassedUntil, null);
    }
}
