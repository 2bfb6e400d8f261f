package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.minfraud.MinFraudAnswer;
import dev.gatehouse.minfraud.MinFraudAnswers;
import dev.gatehouse.minfraud.MinFraudService;
import dev.gatehouse.minfraud.RiskFacts;
import dev.gatehouse.minfraud.RiskJudgement;
import dev.gatehouse.minfraud.RiskJudgement.Level;
import dev.gatehouse.minfraud.RiskQuery;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Effect;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.NetworkFacts;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.TestContexts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MinFraudCheckTest {
    private final FakeAnswers answers = new FakeAnswers();
    private final MinFraudCheck check = new MinFraudCheck(answers);

    @ParameterizedTest
    @CsvSource({
        // judgement, age, stands in: outcome, degraded
        "CLEAR,   0,      false, CLEAR,   false",
        "CLEAR,   3600,   false, CLEAR,   false",
        "CLEAR,   172800, true,  CLEAR,   true",
        "FLAGGED, 0,      false, FLAGGED, false",
        "FLAGGED, 3600,   false, FLAGGED, false",
        "BLOCKED, 0,      false, BLOCKED, false",
    })
    void answersAsMaxMindIsJudged(Level level, long age, boolean standsIn, Outcome outcome, boolean degraded) {
        // given
        answers.answer = Uni.createFrom().item(known(level, age, standsIn));

        // when
        CheckResult result = run(TestContexts.in(Phase.ORDER));

        // then
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.degraded()).isEqualTo(degraded);
        assertThat(result.effect()).isEqualTo(new Effect.Learned(new NetworkFacts("DE", true, false)));
        assertThat(result.evidence())
                .containsEntry("score", 3.5)
                .containsEntry("minFraudId", "a1")
                .containsEntry("service", "insights")
                .containsEntry("flags", level == Level.CLEAR ? List.of() : List.of("risk_score"))
                .containsEntry("riskReasons", List.of("ANONYMOUS_IP"));
        assertThat(result.evidence().get("ageSeconds")).isEqualTo(age == 0 ? null : age);
        assertThat(result.evidence().toString()).doesNotContain("anna", "93.184");
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"REGISTRATION", "ORDER"})
    void hasNoAnswerWhereMaxMindHasNone(Phase phase) {
        answers.answer = Uni.createFrom().item(new MinFraudAnswer.Unknown("insufficient-funds"));

        assertThat(run(TestContexts.in(phase))).isEqualTo(CheckResult.unavailable("insufficient-funds"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,         no-address",
                "127.0.0.1, address-not-global",
                "10.0.0.1,  address-not-global",
                "::1,       address-not-global",
            })
    void skipsWhereThereIsNoAddress(@Nullable String address, String reason) {
        assertThat(run(TestContexts.of(Phase.ORDER, "+4915123456789", address))).isEqualTo(CheckResult.skipped(reason));
        assertThat(answers.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"REGISTRATION, ACCOUNT_CREATION", "ORDER, PURCHASE"})
    void asksAboutTheClient(Phase phase, RiskQuery.Event event) {
        CheckContext context = TestContexts.in(phase);

        run(context);

        assertThat(answers.asked)
                .containsExactly(new RiskQuery(
                        context.decisionId(),
                        event,
                        context.accountId(),
                        "anna@example.org",
                        Objects.requireNonNull(context.origin().address()),
                        "Mozilla/5.0"));
    }

    @Test
    void failsWhereTheAnswersFail() {
        answers.answer = Uni.createFrom().failure(new IllegalStateException("PostgreSQL is away"));

        assertThatThrownBy(() -> run(TestContexts.in(Phase.ORDER))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isAnUpstreamAtRegistrationAndOrder() {
        assertThat(check.id()).isEqualTo("minfraud");
        assertThat(check.group()).isEqualTo(Group.UPSTREAM);
        assertThat(check.phases()).containsExactlyInAnyOrder(Phase.REGISTRATION, Phase.ORDER);
        assertThat(check.timeout()).isEqualTo(answers.patience());
    }

    private CheckResult run(CheckContext context) {
        return check.run(context).await().atMost(Duration.ofSeconds(1));
    }

    private static MinFraudAnswer known(Level level, long age, boolean standsIn) {
        RiskFacts facts =
                new RiskFacts("a1", 3.5, Set.of(), null, "DE", "cellular", null, false, List.of("ANONYMOUS_IP"));
        List<String> reasons = level == Level.CLEAR ? List.of() : List.of("risk_score");
        RiskJudgement judgement = new RiskJudgement(level, reasons, true);
        return new MinFraudAnswer.Known(facts, judgement, MinFraudService.INSIGHTS, Duration.ofSeconds(age), standsIn);
    }

    private static final class FakeAnswers implements MinFraudAnswers {
        private final List<RiskQuery> asked = new ArrayList<>();
        private Uni<MinFraudAnswer> answer = Uni.createFrom().item(known(Level.CLEAR, 0, false));

        @Override
        public Uni<MinFraudAnswer> ask(RiskQuery query) {
            asked.add(query);
            return answer;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(3);
        }
    }
}
