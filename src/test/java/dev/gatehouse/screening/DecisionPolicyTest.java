package dev.gatehouse.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionPolicyTest {
    @ParameterizedTest
    @CsvSource({
        // mode, result, on flag, on unavailable, KYC passed: action, verdict, degraded, lifted
        "ENFORCE, CLEAR,       REVIEW, REVIEW, false, ALLOW,  ALLOW,  false, false",
        "ENFORCE, SKIPPED,     REVIEW, REVIEW, false, ALLOW,  ALLOW,  false, false",
        "ENFORCE, FLAGGED,     REVIEW, ALLOW,  false, REVIEW, REVIEW, false, false",
        "ENFORCE, FLAGGED,     BLOCK,  ALLOW,  false, BLOCK,  BLOCK,  false, false",
        "ENFORCE, FLAGGED,     DEFER,  ALLOW,  false, DEFER,  DEFER,  false, false",
        "ENFORCE, FLAGGED,     ALLOW,  BLOCK,  false, ALLOW,  ALLOW,  false, false",
        "ENFORCE, BLOCKED,     REVIEW, ALLOW,  false, BLOCK,  BLOCK,  false, false",
        "ENFORCE, BLOCKED,     ALLOW,  ALLOW,  false, BLOCK,  BLOCK,  false, false",
        "ENFORCE, UNAVAILABLE, BLOCK,  REVIEW, false, REVIEW, REVIEW, true,  false",
        "ENFORCE, UNAVAILABLE, BLOCK,  DEFER,  false, DEFER,  DEFER,  true,  false",
        "ENFORCE, UNAVAILABLE, BLOCK,  ALLOW,  false, ALLOW,  ALLOW,  true,  false",
        "ENFORCE, FLAGGED,     REVIEW, ALLOW,  true,  REVIEW, ALLOW,  false, true",
        "ENFORCE, UNAVAILABLE, BLOCK,  REVIEW, true,  REVIEW, ALLOW,  true,  true",
        "ENFORCE, UNAVAILABLE, BLOCK,  DEFER,  true,  DEFER,  DEFER,  true,  false",
        "ENFORCE, BLOCKED,     REVIEW, ALLOW,  true,  BLOCK,  BLOCK,  false, false",
        "ENFORCE, FLAGGED,     BLOCK,  ALLOW,  true,  BLOCK,  BLOCK,  false, false",
        "SHADOW,  FLAGGED,     BLOCK,  ALLOW,  false, BLOCK,  ALLOW,  false, false",
        "SHADOW,  BLOCKED,     REVIEW, ALLOW,  false, BLOCK,  ALLOW,  false, false",
        "SHADOW,  UNAVAILABLE, REVIEW, DEFER,  false, DEFER,  ALLOW,  false, false",
        "SHADOW,  FLAGGED,     REVIEW, ALLOW,  true,  REVIEW, ALLOW,  false, false",
        "OFF,     SKIPPED,     BLOCK,  BLOCK,  false, ALLOW,  ALLOW,  false, false",
    })
    void oneAnswer(
            Mode mode,
            Outcome result,
            Action onFlag,
            Action onUnavailable,
            boolean kycPassed,
            Action action,
            Verdict verdict,
            boolean degraded,
            boolean lifted) {
        // given
        Answer answer = answer(new CheckPolicy(mode, onFlag, onUnavailable), result);

        // when
        Ruling ruling = DecisionPolicy.rule(List.of(answer), TestContexts.order(kycPassed, false, false));

        // then
        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.degraded()).isEqualTo(degraded);
        assertThat(ruling.trace())
                .containsExactly(new CheckTrace("a-check", mode, result, action, lifted, Map.of("seen", 1), 7));
        assertThat(DecisionPolicy.blocks(List.of(answer))).isEqualTo(verdict == Verdict.BLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        // two answers of counting checks that review on a flag and defer when they cannot tell
        "CLEAR,   CLEAR,       false, ALLOW",
        "CLEAR,   FLAGGED,     false, REVIEW",
        "FLAGGED, UNAVAILABLE, false, REVIEW",
        "FLAGGED, UNAVAILABLE, true,  DEFER",
        "FLAGGED, FLAGGED,     true,  ALLOW",
        "FLAGGED, BLOCKED,     false, BLOCK",
        "FLAGGED, BLOCKED,     true,  BLOCK",
        "BLOCKED, UNAVAILABLE, false, BLOCK",
    })
    void theWorstOfTwoWins(Outcome first, Outcome second, boolean kycPassed, Verdict verdict) {
        // given
        CheckPolicy policy = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.DEFER);
        CheckContext context = TestContexts.order(kycPassed, false, false);

        // when
        Ruling there = DecisionPolicy.rule(List.of(answer(policy, first), answer(policy, second)), context);
        Ruling back = DecisionPolicy.rule(List.of(answer(policy, second), answer(policy, first)), context);

        // then
        assertThat(there.verdict()).isEqualTo(verdict);
        assertThat(back.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  true,  ALLOW",
        "true,  false, DEFER",
        "false, true,  DEFER",
        "false, false, DEFER",
    })
    void aRenewalWithAnEarlierOrderIsNotDeferred(boolean earlierOrders, boolean renewal, Verdict verdict) {
        // given
        Answer silent = answer(new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.DEFER), Outcome.UNAVAILABLE);

        // when
        Ruling ruling = DecisionPolicy.rule(List.of(silent), TestContexts.order(false, earlierOrders, renewal));

        // then
        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.degraded()).isTrue();
    }

    @Test
    void aRenewalDoesNotEscapeAReview() {
        Answer flagged = answer(new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.DEFER), Outcome.FLAGGED);

        assertThat(DecisionPolicy.rule(List.of(flagged), TestContexts.order(false, true, true))
                        .verdict())
                .isEqualTo(Verdict.REVIEW);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void noAnswerIsNeverAllowed(Phase phase) {
        assertThat(DecisionPolicy.rule(List.of(), TestContexts.in(phase)).verdict())
                .isEqualTo(Verdict.DEFER);
        assertThat(DecisionPolicy.rule(List.of(), TestContexts.order(true, true, true))
                        .verdict())
                .isEqualTo(Verdict.DEFER);
    }

    @Test
    void oldDataDegradesWhereItCounts() {
        // given
        CheckResult old = CheckResult.clear(Map.of()).fromOldData();
        Answer counting = new Answer("a-check", new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.REVIEW), old, 0);
        Answer shadow = new Answer("a-check", new CheckPolicy(Mode.SHADOW, Action.REVIEW, Action.REVIEW), old, 0);

        // then
        CheckContext context = TestContexts.order(false, false, false);
        assertThat(DecisionPolicy.rule(List.of(counting), context).degraded()).isTrue();
        assertThat(DecisionPolicy.rule(List.of(shadow), context).degraded()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // mode, on flag, whether the network is shared: verdict, lifted
        "ENFORCE, REVIEW, true,  ALLOW,  true",
        "ENFORCE, REVIEW, false, REVIEW, false",
        "ENFORCE, BLOCK,  true,  BLOCK,  false",
        "ENFORCE, DEFER,  true,  DEFER,  false",
        "SHADOW,  REVIEW, true,  ALLOW,  false",
    })
    void aToleratedFlagIsLiftedOnASharedNetwork(
            Mode mode, Action onFlag, boolean shared, Verdict verdict, boolean lifted) {
        // given
        CheckResult flag = CheckResult.flagged(Map.of()).toleratedOnSharedNetworks();
        CheckResult facts = CheckResult.clear(Map.of()).learning(new NetworkFacts("DE", shared, null));
        CheckPolicy looking = new CheckPolicy(Mode.SHADOW, Action.REVIEW, Action.ALLOW);
        List<Answer> answers = List.of(
                new Answer("velocity", new CheckPolicy(mode, onFlag, Action.REVIEW), flag, 0),
                new Answer("upstream", looking, facts, 0));

        // when
        Ruling ruling = DecisionPolicy.rule(answers, TestContexts.in(Phase.REGISTRATION));

        // then
        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.trace().get(0).lifted()).isEqualTo(lifted);
    }

    @ParameterizedTest
    @CsvSource({
        // what disposable-email and phone-line did: whether the client learns that it is the provider
        "ENFORCE, BLOCK,  ENFORCE, ALLOW,  true",
        "ENFORCE, BLOCK,  ENFORCE, REVIEW, true",
        "ENFORCE, BLOCK,  SHADOW,  BLOCK,  true",
        "ENFORCE, BLOCK,  ENFORCE, BLOCK,  false",
        "ENFORCE, REVIEW, ENFORCE, BLOCK,  false",
        "SHADOW,  BLOCK,  ENFORCE, BLOCK,  false",
        "ENFORCE, ALLOW,  ENFORCE, ALLOW,  false",
        "SHADOW,  BLOCK,  ENFORCE, REVIEW, false",
    })
    void onlyWhatTheContractDisclosesIsDisclosed(
            Mode mode, Action action, Mode otherMode, Action otherAction, boolean disclosed) {
        // given
        List<CheckTrace> trace =
                List.of(line("disposable-email", mode, action), line("phone-line", otherMode, otherAction));

        // then
        assertThat(DecisionPolicy.disclosed(trace))
                .isEqualTo(disclosed ? Optional.of(Disclosed.EMAIL_PROVIDER) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        // two answers that count | a pass given since | what the decision is then | whether the first is lifted
        "REVIEW, ALLOW,  true,  ALLOW,  true",
        "REVIEW, REVIEW, true,  ALLOW,  true",
        "REVIEW, DEFER,  true,  DEFER,  true",
        "REVIEW, ALLOW,  false, REVIEW, false",
        "REVIEW, BLOCK,  true,  BLOCK,  false",
        "DEFER,  ALLOW,  true,  DEFER,  false",
        "ALLOW,  ALLOW,  true,  ALLOW,  false",
    })
    void aPassThatIsGivenWhileTheChecksRanLiftsReviews(
            Action first, Action second, boolean passed, Verdict verdict, boolean lifted) {
        // given
        List<Answer> answers = List.of(
                answer(new CheckPolicy(Mode.ENFORCE, first, Action.ALLOW), Outcome.FLAGGED),
                answer(new CheckPolicy(Mode.ENFORCE, second, Action.ALLOW), Outcome.FLAGGED),
                answer(new CheckPolicy(Mode.SHADOW, Action.BLOCK, Action.ALLOW), Outcome.FLAGGED));
        CheckContext context = TestContexts.order(false, false, false);
        Ruling ruling = DecisionPolicy.rule(answers, context);
        Decision decided = new Decision(
                context.decisionId(), Phase.ORDER, ruling.verdict(), 3, true, ruling.trace(), Instant.EPOCH);

        // when
        Decision now = decided.under(false, passed);

        // then
        assertThat(now.verdict()).isEqualTo(verdict);
        assertThat(now.trace())
                .extracting(CheckTrace::lifted)
                .containsExactly(lifted, lifted && second == Action.REVIEW, false);
        assertThat(now)
                .usingRecursiveComparison()
                .ignoringFields("verdict", "trace")
                .isEqualTo(decided);
        assertThat(now.trace()).extracting(CheckTrace::action).containsExactly(first, second, Action.BLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        // what a check that counts led to | a pass by now | what the decision is then
        "REVIEW, true,  ALLOW",
        "REVIEW, false, DEFER",
        "ALLOW,  false, ALLOW",
        "DEFER,  false, DEFER",
        "BLOCK,  false, BLOCK",
    })
    void whatWentOnByAPassThatIsLostWaits(Action action, boolean stillPassed, Verdict verdict) {
        // given
        Answer answer = answer(new CheckPolicy(Mode.ENFORCE, action, Action.ALLOW), Outcome.FLAGGED);
        CheckContext context = TestContexts.order(true, false, false);
        Ruling ruling = DecisionPolicy.rule(List.of(answer), context);
        Decision decided = new Decision(
                context.decisionId(), Phase.ORDER, ruling.verdict(), 3, false, ruling.trace(), Instant.EPOCH);

        // when
        Decision now = decided.under(true, stillPassed);

        // then
        assertThat(now.verdict()).isEqualTo(verdict);
        assertThat(now).usingRecursiveComparison().ignoringFields("verdict").isEqualTo(decided);
    }

    @Test
    void noCheckDisclosesNothing() {
        assertThat(DecisionPolicy.disclosed(List.of())).isEmpty();
    }

    private static CheckTrace line(String check, Mode mode, Action action) {
        return new CheckTrace(check, mode, Outcome.FLAGGED, action, false, Map.of(), 0);
    }

    private static Answer answer(CheckPolicy policy, Outcome outcome) {
        return new Answer("a-check", policy, new CheckResult(outcome, Map.of("seen", 1), false), 7);
    }
}
