package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccountRulingTest {
    private static final Instant NOW = TestAccounts.SOME_TIME;
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(9));
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(9));

    @ParameterizedTest
    @CsvSource({
        "NOT_REQUIRED, REQUIRED",
        "REQUIRED,     REQUIRED",
        "IN_REVIEW,    IN_REVIEW",
        "APPROVED,     REQUIRED",
        "REJECTED,     REQUIRED",
    })
    void askingForKycVoidsThePass(KycState before, KycState after) {
        assertThat(ruling(before, UNTIL, BEFORE).kycRequired()).isEqualTo(ruling(after, null, BEFORE));
    }

    @ParameterizedTest
    @EnumSource
    void passedKycLiftsReviewsForAYear(KycState before) {
        Instant inAYear = NOW.plus(Duration.ofDays(365));

        assertThat(ruling(before, null, null).kycPassed(NOW)).isEqualTo(ruling(KycState.APPROVED, inAYear, null));
        assertThat(ruling(before, UNTIL, BEFORE).kycPassed(NOW)).isEqualTo(ruling(KycState.APPROVED, inAYear, BEFORE));
    }

    @ParameterizedTest
    @EnumSource
    void voidingThePassLeavesTheRest(KycState kyc) {
        assertThat(ruling(kyc, UNTIL, BEFORE).kycPassVoid()).isEqualTo(ruling(kyc, null, BEFORE));
        assertThat(ruling(kyc, null, null).kycPassVoid()).isEqualTo(ruling(kyc, null, null));
    }

    @ParameterizedTest
    @EnumSource
    void suspensionLeavesKyc(KycState kyc) {
        assertThat(ruling(kyc, UNTIL, null).suspended(NOW)).isEqualTo(ruling(kyc, UNTIL, NOW));
        assertThat(ruling(kyc, UNTIL, BEFORE).suspended(NOW)).isEqualTo(ruling(kyc, UNTIL, BEFORE));
        assertThat(ruling(kyc, UNTIL, BEFORE).reinstated()).isEqualTo(ruling(kyc, UNTIL, null));
        assertThat(ruling(kyc, null, null).reinstated()).isEqualTo(ruling(kyc, null, null));
    }

    @Test
    void beginsWithWhatStands() {
        Account account = TestAccounts.of(true, "+4915112345678", true, KycState.REJECTED, true, false);

        assertThat(AccountRuling.of(account)).isEqualTo(ruling(KycState.REJECTED, null, TestAccounts.SOME_TIME));
    }

    private static AccountRuling ruling(KycState kyc, @Nullable Instant passedUntil, @Nullable Instant suspendedAt) {
        return new AccountRuling(kyc, passedUntil, suspendedAt);
    }
}
