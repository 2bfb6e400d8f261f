package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Effect;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.TestContexts;
import dev.gatehouse.velocity.RegistrationCounter;
import dev.gatehouse.velocity.TestVelocitySettings;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationVelocityCheckTest {
    private final FakeCounter counter = new FakeCounter();
    private final RegistrationVelocityCheck check =
            new RegistrationVelocityCheck(counter, new TestVelocitySettings(Duration.ofHours(24)));

    @ParameterizedTest
    @CsvSource({
        "1, 1,   CLEAR",
        "3, 3,   CLEAR",
        "4, 4,   FLAGGED",
        "1, 200, CLEAR",
        "1, 201, FLAGGED",
        "9, 999, FLAGGED",
    })
    void flagsMoreThanSoMany(long address, long network, Outcome outcome) {
        // given
        counter.answer = Uni.createFrom().item(new RegistrationCounter.Counts(address, network));
        CheckContext context = TestContexts.from("93.184.216.34");

        // when
        CheckResult result = run(context);

        // then
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.evidence()).isEqualTo(Map.of("address", address, "network", network));
        assertThat(counter.calls).containsExactly("take " + context.accountId() + " 93.184.216.34");
    }

    @ParameterizedTest
    @CsvSource({
        // ten times the thresholds are within bounds where many people are behind the address
        "4,  4,    true",
        "30, 30,   true",
        "31, 31,   false",
        "1,  2000, true",
        "1,  2001, false",
        "31, 2000, false",
    })
    void toleratesAMultipleOnSharedNetworks(long address, long network, boolean tolerated) {
        // given
        counter.answer = Uni.createFrom().item(new RegistrationCounter.Counts(address, network));

        // when
        CheckResult result = run(TestContexts.from("93.184.216.34"));

        // then
        assertThat(result.outcome()).isEqualTo(Outcome.FLAGGED);
        assertThat(result.effect()).isEqualTo(tolerated ? new Effect.Tolerated() : Effect.NONE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "192.168.0.1", "100.64.1.1", "::1", "fe80::1%eth0", "fd00::1"})
    void skipsWhatIsNoEvidence(@Nullable String address) {
        // given
        CheckContext context = TestContexts.from(address);

        // when
        CheckResult result = run(context);
        check.release(context).await().atMost(Duration.ofSeconds(1));

        // then
        assertThat(result).isEqualTo(CheckResult.skipped("address-not-global"));
        assertThat(counter.calls).isEmpty();
    }

    @Test
    void releasesWhatItCounted() {
        // given
        CheckContext context = TestContexts.from("2001:db8::1");

        // when
        check.release(context).await().atMost(Duration.ofSeconds(1));

        // then
        assertThat(counter.calls).containsExactly("release " + context.accountId() + " 2001:db8::1");
    }

    @Test
    void failsWhenTheCounterFails() {
        // given
        counter.answer = Uni.createFrom().failure(new IllegalStateException("Redis is away"));

        // then
        assertThatThrownBy(() -> run(TestContexts.from("93.184.216.34"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isALookUpAtRegistration() {
        assertThat(check.id()).isEqualTo("registration-velocity");
        assertThat(check.group()).isEqualTo(Group.LOOKUP);
        assertThat(check.phases()).containsExactly(Phase.REGISTRATION);
    }

    private CheckResult run(CheckContext context) {
        return check.run(context).await().atMost(Duration.ofSeconds(1));
    }

    private static final class FakeCounter implements RegistrationCounter {
        private final List<String> calls = new ArrayList<>();
        private Uni<Counts> answer = Uni.createFrom().item(new Counts(1, 1));

        @Override
        public Uni<Counts> take(UUID accountId, ClientAddress address) {
            calls.add("take " + accountId + ' ' + address);
            return answer;
        }

        @Override
        public Uni<Void> release(UUID accountId, ClientAddress address) {
            calls.add("release " + accountId + ' ' + address);
            return Uni.createFrom().voidItem();
        }
    }
}
