package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.feed.tor.TestTorExits;
import dev.gatehouse.feed.tor.TorExitsFeed;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.NetworkFacts;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.TestContexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorExitCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-22T21:00:00Z");
    private static final Instant SEEN = Instant.parse("2026-11-21T09:00:00Z");
    private static final String EXIT = "192.0.2.66";
    private static final String OTHER = "192.0.2.67";

    @ParameterizedTest
    @CsvSource({
        "192.0.2.66,                  FLAGGED",
        "::ffff:192.0.2.66,           FLAGGED",
        "2001:db8::66,                FLAGGED",
        "2001:DB8:0:0::66%eth0,       FLAGGED",
        "192.0.2.67,                  CLEAR",
        "2001:db8::67,                CLEAR",
    })
    void looksUpTheAddress(String address, Outcome outcome) {
        // when
        CheckResult result = run(refreshed(Duration.ofMinutes(12)), TestContexts.from(address));

        // then
        Map<String, Object> evidence = outcome == Outcome.FLAGGED
                ? Map.of("version", 7L, "ageMinutes", 12L, "lastSeen", "2026-11-21T09:00:00Z")
                : Map.of("version", 7L, "ageMinutes", 12L);
        assertThat(result).isEqualTo(new CheckResult(outcome, evidence, false));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,    FLAGGED, CLEAR, false",
        "PT24H,   FLAGGED, CLEAR, false",
        "PT24H1S, FLAGGED, CLEAR, true",
        "P7D,     FLAGGED, CLEAR, true",
        "P7DT1S,  UNAVAILABLE, UNAVAILABLE, false",
    })
    void goesByTheAgeOfTheList(Duration age, Outcome exit, Outcome other, boolean degraded) {
        // given
        TorExitsFeed feed = refreshed(age);

        // when
        CheckResult ofExit = run(feed, TestContexts.from(EXIT));
        CheckResult ofOther = run(feed, TestContexts.from(OTHER));

        // then
        assertThat(ofExit.outcome()).isEqualTo(exit);
        assertThat(ofOther.outcome()).isEqualTo(other);
        assertThat(ofExit.degraded()).isEqualTo(degraded);
        assertThat(ofOther.degraded()).isEqualTo(degraded);
        assertThat(ofExit.reason()).isEqualTo(exit == Outcome.UNAVAILABLE ? "list-expired" : null);
    }

    @Test
    void hasNoAnswerWithoutAList() {
        assertThat(run(TestTorExits.absent(), TestContexts.from(EXIT)))
                .isEqualTo(CheckResult.unavailable("list-absent"));
    }

    /** What minFraud says stands in where there is no list, and only there. */
    @ParameterizedTest
    @CsvSource({
        "absent,  true,  FLAGGED",
        "absent,  false, CLEAR",
        "absent,  ,      UNAVAILABLE",
        "expired, true,  FLAGGED",
        "expired, false, CLEAR",
        "expired, ,      UNAVAILABLE",
    })
    void letsMinFraudStandIn(String state, @Nullable Boolean torExit, Outcome outcome) {
        // given
        TorExitsFeed feed = state.equals("absent") ? TestTorExits.absent() : refreshed(Duration.ofDays(8));
        CheckContext context = TestContexts.learned(TestContexts.from(OTHER), new NetworkFacts("DE", false, torExit));

        // when
        CheckResult result = run(feed, context);

        // then
        assertThat(result)
                .isEqualTo(
                        torExit == null
                                ? CheckResult.unavailable("list-" + state)
                                : new CheckResult(outcome, Map.of("source", "minfraud"), true));
        assertThat(result.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.66, false, FLAGGED", "192.0.2.67, true, CLEAR"})
    void prefersTheListToMinFraud(String address, boolean torExit, Outcome outcome) {
        // given
        CheckContext context = TestContexts.learned(TestContexts.from(address), new NetworkFacts("DE", false, torExit));

        // then
        for (Duration age : new Duration[] {Duration.ZERO, Duration.ofDays(2)}) {
            assertThat(run(refreshed(age), context).outcome()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.1", "127.0.0.1", "::1", "fe80::1", "100.64.0.1"})
    void skipsWhatIsNoEvidence(String address) {
        // given
        CheckContext context = TestContexts.from(address.isEmpty() ? null : address);

        CheckResult skipped = CheckResult.skipped(address.isEmpty() ? "no-address" : "address-not-global");

        // then
        assertThat(run(refreshed(Duration.ZERO), context)).isEqualTo(skipped);
        assertThat(run(TestTorExits.absent(), context)).isEqualTo(skipped);
    }

    @Test
    void comesLastAtRegistrationAndOrder() {
        // given
        TorExitCheck check = new TorExitCheck(TestTorExits.absent(), Clock.fixed(NOW, ZoneOffset.UTC));

        // then
        assertThat(check.id()).isEqualTo("tor-exit");
        assertThat(check.group()).isEqualTo(Group.LAST);
        assertThat(check.phases()).containsExactlyInAnyOrder(Phase.REGISTRATION, Phase.ORDER);
    }

    private static TorExitsFeed refreshed(Duration ago) {
        return TestTorExits.feed(NOW.minus(ago), SEEN, EXIT, "2001:db8::66");
    }

    private static CheckResult run(TorExitsFeed feed, CheckContext context) {
        return new TorExitCheck(feed, Clock.fixed(NOW, ZoneOffset.UTC))
                .run(context)
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
