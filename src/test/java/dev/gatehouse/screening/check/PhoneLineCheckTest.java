package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.phone.PhoneNumbersFactory;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.TestContexts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneLineCheckTest {
    private final PhoneLineCheck check = new PhoneLineCheck(PhoneNumbersFactory.make());

    @ParameterizedTest
    @CsvSource({
        "+4915123456789,   CLEAR,   mobile",
        "+79123456789,     CLEAR,   mobile",
        "+4930123456,      CLEAR,   fixed_line",
        "+12015550123,     CLEAR,   fixed_line_or_mobile",
        "+445612345678,    FLAGGED, voip",
        "+883510012345678, FLAGGED, voip",
        "+447012345678,    FLAGGED, personal_number",
        "+499001234567,    BLOCKED, premium_rate",
        "+19002345678,     BLOCKED, premium_rate",
        "+4918012345,      BLOCKED, shared_cost",
        "+18002345678,     BLOCKED, toll_free",
        "+447640123456,    BLOCKED, pager",
        "+445512345678,    BLOCKED, company_number",
        "+49177991234567,  BLOCKED, voicemail",
        "+490001234567,    BLOCKED, invalid",
    })
    void judgesTheLine(String phone, Outcome outcome, String line) {
        // given
        var context = TestContexts.of(Phase.REGISTRATION, phone, "93.184.216.34");

        // when
        CheckResult result = check.run(context).await().atMost(Duration.ofSeconds(5));

        // then
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.evidence()).isEqualTo(Map.of("line", line));
        assertThat(result.degraded()).isFalse();
    }

    @Test
    void hasNothingToLookAtWithoutAPhone() {
        // given
        var context = TestContexts.of(Phase.PHONE_CHANGE, null, "93.184.216.34");

        // when
        CheckResult result = check.run(context).await().atMost(Duration.ofSeconds(5));

        // then
        assertThat(result).isEqualTo(CheckResult.skipped("no-phone"));
    }

    @Test
    void isLocal() {
        assertThat(check.id()).isEqualTo("phone-line");
        assertThat(check.group()).isEqualTo(Group.LOCAL);
        assertThat(check.phases()).containsExactlyInAnyOrder(Phase.REGISTRATION, Phase.PHONE_CHANGE);
    }
}
