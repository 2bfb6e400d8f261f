package dev.gatehouse.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.minfraud.FraudTag;
import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.staff.StaffAction.Finding;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaffActionRequestTest {
    @ParameterizedTest
    @CsvSource({
        // action, value, what MaxMind is told
        "suspend,       fraud,      SUSPECTED_FRAUD",
        "suspend,       chargeback, CHARGEBACK",
        "suspend,       spam,       SPAM_OR_ABUSE",
        "suspend,       ,           ",
        "suspend,       not_fraud,  refused",
        "suspend,       FRAUD,      refused",
        "suspend,       '',         refused",
        "reinstate,     not_fraud,  NOT_FRAUD",
        "reinstate,     ,           ",
        "reinstate,     fraud,      refused",
        "clear_kyc,     ,           NOT_FRAUD",
        "clear_kyc,     not_fraud,  refused",
        "require_kyc,   ,           ",
        "require_kyc,   fraud,      refused",
        "void_kyc_pass, ,           ",
        "void_kyc_pass, spam,       refused",
        "confirm_phone, ,           ",
        "confirm_phone, fraud,      ",
        "change_phone,  fraud,      ",
        "change_email,  ,           ",
    })
    void eachActionSaysSomethingOfTheClientOrNothing(String action, @Nullable String value, @Nullable String told) {
        StaffActionRequest request = new StaffActionRequest(action, " a reason ", value);
        if ("refused".equals(told)) {
            assertThat(error(request)).isEqualTo("/value not-allowed");
            return;
        }

        StaffActions.Order order = request.by("key:1");

        Finding finding = order.finding();
        assertThat(finding == null ? null : finding.tag()).isEqualTo(told == null ? null : FraudTag.valueOf(told));
        assertThat(order.action().wireName()).isEqualTo(action);
        assertThat(order.reason()).isEqualTo("a reason");
        assertThat(order.value()).isEqualTo(order.action().isAboutContact() ? value : null);
        assertThat(order.actor()).isEqualTo("key:1");
    }

    @ParameterizedTest
    @CsvSource({"SUSPEND", "fly", "''"})
    void otherActionsThereAreNot(String action) {
        assertThat(error(new StaffActionRequest(action, "a reason", null))).isEqualTo("/action unknown");
    }

    @Test
    void nothingOfItIsInALog() {
        StaffActionRequest request = new StaffActionRequest("confirm_phone", "called Anna", "+4915112345678");

        assertThat(request.toString() + request.by("key:1")).doesNotContain("Anna", "4915");
    }

    private static String error(StaffActionRequest request) {
        Refusal[] refusal = new Refusal[1];
        assertThatThrownBy(() -> request.by("key:1"))
                .isInstanceOfSatisfying(Refusal.class, thrown -> refusal[0] = thrown);
        FieldError error = Objects.requireNonNull(refusal[0]).errors().get(0);
        return error.pointer() + ' ' + error.code();
    }
}
