package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.TestContexts;
import dev.gatehouse.velocity.TestVelocitySettings;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderVelocityCheckTest {
    private final FakeVelocityCounter counter = new FakeVelocityCounter();
    private final OrderVelocityCheck check =
            new OrderVelocityCheck(counter, new TestVelocitySettings(Duration.ofHours(24)));

    @Test
    void isAboutTheMoment() {
        assertThat(check.aboutTheMoment()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1,  1,  1,  CLEAR",
        "10, 30, 30, CLEAR",
        "11, 30, 30, FLAGGED",
        "10, 31, 30, FLAGGED",
        "10, 30, 31, FLAGGED",
        "99, 99, 99, FLAGGED",
    })
    void flagsMoreThanSoMany(long account, long address, long device, Outcome outcome) {
        // given
        counter.answer = Uni.createFrom().item(List.of(account, address, device));
        CheckContext context = TestContexts.placed("93.184.216.34", "device-1");

        // when
        CheckResult result = run(context);

        // then
        assertThat(result)
                .isEqualTo(new CheckResult(
                        outcome, Map.of("account", account, "address", address, "device", device), false));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,               -,   ''",
                "127.0.0.1,       -,   ''",
                "10.1.2.3,        d-1, ' device-orders=d-1/PT1H'",
                "93.184.216.34,   -,   ' address-orders=93.184.216.34/PT1H'",
                "2001:db8::1,     d-1, ' address-orders=2001:db8::/64/PT1H device-orders=d-1/PT1H'",
            })
    void countsTheOrderForTheAccountAndWhatElseIsKnown(
            @Nullable String address, @Nullable String device, String others) {
        // given
        counter.answer = Uni.createFrom().item(List.of(1L, 1L, 1L));
        CheckContext context = TestContexts.placed(address, device);

        // when
        run(context);
        check.release(context).await().atMost(Duration.ofSeconds(1));

        // then
        String call = context.decisionId() + " account-orders=" + context.accountId() + "/PT1H" + others;
        assertThat(counter.calls).containsExactly("take " + call, "release " + call);
    }

    @Test
    void failsWhenTheCounterFails() {
        // given
        counter.answer = Uni.createFrom().failure(new IllegalStateException("Redis is away"));

        // then
        assertThatThrownBy(() -> run(TestContexts.placed(null, null))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isALookUpAtAnOrder() {
        assertThat(check.id()).isEqualTo("order-velocity");
        assertThat(check.group()).isEqualTo(Group.LOOKUP);
        assertThat(check.phases()).containsExactly(Phase.ORDER);
    }

    private CheckResult run(CheckContext context) {
        return check.run(context).await().atMost(Duration.ofSeconds(1));
    }
}
