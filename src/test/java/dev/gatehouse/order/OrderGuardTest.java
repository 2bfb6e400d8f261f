package dev.gatehouse.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountStatus;
import dev.gatehouse.account.KycState;
import dev.gatehouse.account.Standing;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.screening.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderGuardTest {

    /** The first column is the expected code; the facts beside it say which refusal comes first. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # code,                  steps,                          mail,  phone, proven, kyc,          suspended, closed
            '',                      '',                             true,  true,  true,   NOT_REQUIRED, false,     false
            '',                      '',                             true,  true,  true,   APPROVED,     false,     false
            kyc-required,            complete_kyc,                   true,  true,  true,   REQUIRED,     false,     false
            kyc-required,            '',                             true,  true,  true,   IN_REVIEW,    false,     false
            kyc-required,            contact_support,                true,  true,  true,   REJECTED,     false,     false
            verification-required,   verify_email,                   false, true,  true,   NOT_REQUIRED, false,     false
            verification-required,   verify_sms,                     true,  true,  false,  NOT_REQUIRED, false,     false
            verification-required,   add_phone,                      true,  false, false,  NOT_REQUIRED, false,     false
            verification-required,   verify_email|verify_sms,        false, true,  false,  APPROVED,     false,     false
            verification-required,   verify_email|verify_sms|complete_kyc, false, true, false, REQUIRED, false,     false
            verification-required,   verify_sms|contact_support,     true,  true,  false,  REJECTED,     false,     false
            account-suspended,       contact_support,                true,  true,  true,   NOT_REQUIRED, true,      false
            account-suspended,       contact_support,                false, false, false,  REQUIRED,     true,      false
            not-found,               '',                             true,  true,  true,   NOT_REQUIRED, false,     true
            not-found,               '',                             false, false, false,  REQUIRED,     true,      true
            """)
    void standingRefusesInTheOrderOfTheContract(
            String code,
            String steps,
            boolean mail,
            boolean phone,
            boolean proven,
            KycState kyc,
            boolean suspended,
            boolean closed) {
        Account account = new TestAccounts.Facts(mail, phone, proven, kyc, suspended, closed).account();

        Refusal refusal = OrderGuard.standing(account);

        assertThat(refusal == null ? "" : refusal.code().code()).isEqualTo(code);
        assertThat(refusal == null ? List.of() : refusal.nextSteps())
                .isEqualTo(steps.isEmpty() ? List.of() : List.of(steps.split("\\|")));
    }

    @Test
    void onlyAnActiveAccountIsNotRefused() {
        Set<AccountStatus> seen = EnumSet.noneOf(AccountStatus.class);
        List<Account> all = everyAccount();

        for (Account account : all) {
            AccountStatus status = Standing.of(account).status();
            seen.add(status);
            assertThat(OrderGuard.standing(account) == null).isEqualTo(status == AccountStatus.ACTIVE);
        }

        assertThat(all).hasSize(2 * 3 * KycState.values().length * 2 * 2);
        assertThat(seen).containsExactlyInAnyOrder(AccountStatus.values());
    }

    @ParameterizedTest
    @CsvSource({
        "ALLOW, '', '', ''",
        "REVIEW, kyc-required, complete_kyc, ''",
        "BLOCK, account-suspended, contact_support, ''",
        "DEFER, screening-unavailable, '', 30"
    })
    void aVerdictRefuses(Verdict verdict, String code, String step, String retryAfter) {
        Refusal refusal = OrderGuard.verdict(verdict, TestAccounts.underKyc(KycState.REQUIRED));

        assertThat(refusal == null ? "" : refusal.code().code()).isEqualTo(code);
        if (refusal != null) {
            assertThat(refusal.nextSteps()).isEqualTo(step.isEmpty() ? List.of() : List.of(step));
            assertThat(refusal.retryAfterSeconds()).isEqualTo(retryAfter.isEmpty() ? null : Long.valueOf(retryAfter));
        }
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void noVerdictButAllowLetsAnyAccountOrder(Verdict verdict) {
        for (Account account : everyAccount()) {
            assertThat(OrderGuard.verdict(verdict, account) == null).isEqualTo(verdict == Verdict.ALLOW);
        }
    }

    private static List<Account> everyAccount() {
        List<Account> accounts = new ArrayList<>();
        for (boolean mail : List.of(true, false)) {
            for (List<Boolean> phone : List.of(List.of(true, true), List.of(true, false), List.of(false, false))) {
                for (KycState kyc : KycState.values()) {
                    for (boolean suspended : List.of(true, false)) {
                        for (boolean closed : List.of(true, false)) {
                            accounts.add(
                                    new TestAccounts.Facts(mail, phone.get(0), phone.get(1), kyc, suspended, closed)
                                            .account());
                        }
                    }
                }
            }
        }
        return accounts;
    }
}
