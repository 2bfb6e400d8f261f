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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceVelocityCheckTest {
    private final FakeVelocityCounter counter = new FakeVelocityCounter();
    private final DeviceVelocityCheck check =
            new DeviceVelocityCheck(counter, new TestVelocitySettings(Duration.ofHours(24)));

    @ParameterizedTest
    @CsvSource({"1, CLEAR", "2, CLEAR", "3, FLAGGED", "99, FLAGGED"})
    void flagsMoreThanTwo(long count, Outcome outcome) {
        // given
        counter.answer = Uni.createFrom().item(List.of(count));
        CheckContext context = TestContexts.placed("93.184.216.34", "device-1");

        // when
        CheckResult result = run(context);

        // then
        assertThat(result).isEqualTo(new CheckResult(outcome, Map.of("device", count), false));
        assertThat(counter.calls)
                .containsExactly("take " + context.accountId() + " device-registrations=device-1/PT720H");
    }

    @Test
    void skipsWhoHasNoDevice() {
        // given
        CheckContext context = TestContexts.placed("93.184.216.34", null);

        // when
        CheckResult result = run(context);
        check.release(context).await().atMost(Duration.ofSeconds(1));

        // then
        assertThat(result).isEqualTo(CheckResult.skipped("no-device"));
        assertThat(counter.calls).isEmpty();
    }

    @Test
    void releasesWhatItCounted() {
        // given
        CheckContext context = TestContexts.placed("93.184.216.34", "device-1");

        // when
        check.release(context).await().atMost(Duration.ofSeconds(1));

        // then
        assertThat(counter.calls)
                .containsExactly("release " + context.accountId() + " device-registrations=device-1/PT720H");
    }

    @Test
    void failsWhenTheCounterFails() {
        // given
        counter.answer = Uni.createFrom().failure(new IllegalStateException("Redis is away"));

        // then
        assertThatThrownBy(() -> run(TestContexts.placed(null, "device-1"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isALookUpAtRegistration() {
        assertThat(check.id()).isEqualTo("device-velocity");
        assertThat(check.group()).isEqualTo(Group.LOOKUP);
        assertThat(check.phases()).containsExactly(Phase.REGISTRATION);
    }

    private CheckResult run(CheckContext context) {
        return check.run(context).await().atMost(Duration.ofSeconds(1));
    }
}
