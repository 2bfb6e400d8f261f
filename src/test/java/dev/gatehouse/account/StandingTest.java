package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {
    private static final String PHONE = "+4915112345678";

    /** {@code email} and {@code phone}: verified, pending, or (phone alone) none. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // email,   phone,    kyc,          suspended, closed, status,               next steps
                "verified, verified, not_required, false, false, active, -",
                "verified, verified, approved,     false, false, active, -",
                "verified, verified, required,     false, false, kyc_required, complete_kyc",
                "verified, verified, in_review,    false, false, kyc_required, -",
                "verified, verified, rejected,     false, false, kyc_required, contact_support",
                "pending,  pending,  not_required, false, false, pending_verification, verify_email verify_sms",
                "pending,  verified, not_required, false, false, pending_verification, verify_email",
                "verified, pending,  not_required, false, false, pending_verification, verify_sms",
                "verified, none,     not_required, false, false, pending_verification, add_phone",
                "pending,  none,     not_required, false, false, pending_verification, verify_email add_phone",
                "pending,  none,     approved,     false, false, pending_verification, verify_email add_phone",
                "pending,  pending,  required,     false, false, pending_verification, verify_email verify_sms complete_kyc",
                "pending,  none,     required,     false, false, pending_verification, verify_email add_phone complete_kyc",
                "verified, pending,  in_review,    false, false, pending_verification, verify_sms",
                "pending,  verified, rejected,     false, false, pending_verification, verify_email contact_support",
                "verified, verified, not_required, true,  false, suspended, contact_support",
                "pending,  pending,  required,     true,  false, suspended, contact_support",
                "pending,  none,     rejected,     true,  false, suspended, contact_support",
                "verified, verified, not_required, false, true,  closed, -",
                "pending,  pending,  required,     false, true,  closed, -",
                "verified, verified, required,     true,  true,  closed, -",
            })
    void followsFromTheFacts(
            String email,
            String phone,
            String kyc,
            boolean suspended,
            boolean closed,
            String status,
            @Nullable String steps) {
        Standing standing = Standing.of(TestAccounts.of(
                email.equals("verified"),
                phone.equals("none") ? null : PHONE,
                phone.equals("verified"),
                KycState.of(kyc),
                suspended,
                closed));

        assertThat(standing.status().wireName()).isEqualTo(status);
        List<String> expected = steps == null ? List.of() : Arrays.asList(steps.split(" ", -1));
        assertThat(standing.nextStepNames()).isEqualTo(expected);
    }

    @Test
    void aProofWithoutAPhoneProvesNothing() {
        Standing standing = Standing.of(TestAccounts.of(true, null, true, KycState.NOT_REQUIRED, false, false));

        assertThat(standing.status()).isEqualTo(AccountStatus.PENDING_VERIFICATION);
        assertThat(standing.nextSteps()).containsExactly(NextStep.ADD_PHONE);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnActiveAccountUnderNoOpenKycIsActive(KycState kyc) {
        Standing standing = Standing.of(TestAccounts.of(true, PHONE, true, kyc, false, false));

        assertThat(standing.status() == AccountStatus.ACTIVE).isNotEqualTo(kyc.blocksOrders());
    }
}
