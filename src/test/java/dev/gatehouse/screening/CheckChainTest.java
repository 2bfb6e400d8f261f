package dev.gatehouse.screening;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class CheckChainTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final CheckPolicy ENFORCED = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.REVIEW);
    private static final CheckPolicy SHADOW = new CheckPolicy(Mode.SHADOW, Action.REVIEW, Action.REVIEW);
    private static final CheckPolicy OFF = new CheckPolicy(Mode.OFF, Action.REVIEW, Action.REVIEW);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CheckContext context = TestContexts.in(Phase.ORDER);
    private final Map<String, CheckPolicy> policies = new HashMap<>();

    @Test
    void allowsAClientWithNothingAgainstHim() {
        // given
        FakeCheck local = FakeCheck.answering("local", Group.LOCAL, Outcome.CLEAR);
        FakeCheck last = FakeCheck.answering("last", Group.LAST, Outcome.SKIPPED);

        // when
        Decision decision = decide(local, last);

        // then
        assertThat(decision.id()).isEqualTo(context.decisionId());
        assertThat(decision.phase()).isEqualTo(Phase.ORDER);
        assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(decision.policyVersion()).isEqualTo(3);
        assertThat(decision.degraded()).isFalse();
        assertThat(decision.decidedAt()).isEqualTo(NOW);
        assertThat(decision.trace()).extracting(CheckTrace::id).containsExactly("local", "last");
        assertThat(local.releases).hasValue(0);
    }

    @Test
    void aHangingCheckCostsItsTimeoutAndNoMore() {
        // given
        FakeCheck hanging = FakeCheck.hanging("hanging", Group.LOOKUP);
        FakeCheck alsoHanging = FakeCheck.hanging("also-hanging", Group.LOOKUP);
        FakeCheck later = FakeCheck.answering("later", Group.UPSTREAM, Outcome.CLEAR);

        // when
        Decision decision = decide(hanging, alsoHanging, later);

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(decision.degraded()).isTrue();
        assertThat(trace(decision, "hanging").result()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(trace(decision, "hanging").evidence()).containsEntry("reason", "timeout");
        assertThat(trace(decision, "hanging").millis())
                .isGreaterThanOrEqualTo(FakeCheck.TIMEOUT.minusMillis(5).toMillis());
        assertThat(trace(decision, "later").result()).isEqualTo(Outcome.CLEAR);
    }

    enum Mishap {
        THROWS,
        FAILS,
        FAILS_WITH_AN_ERROR,
        ANSWERS_NULL,
        GIVES_NO_UNI
    }

    @ParameterizedTest
    @EnumSource(Mishap.class)
    void whateverGoesWrongIsNeverAPass(Mishap mishap) {
        // given
        FakeCheck broken = new FakeCheck("broken", Group.LOOKUP, () -> mishap(mishap));
        FakeCheck well = FakeCheck.answering("well", Group.LOOKUP, Outcome.CLEAR);

        // when
        Decision decision = decide(broken, well);

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(trace(decision, "broken").result()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(trace(decision, "broken").evidence()).isEqualTo(Map.of("reason", "error"));
        assertThat(trace(decision, "well").result()).isEqualTo(Outcome.CLEAR);
    }

    @Test
    void aLocalBlockMakesNoPaidQuery() {
        // given
        FakeCheck block = FakeCheck.answering("block", Group.LOCAL, Outcome.BLOCKED);
        FakeCheck beside = FakeCheck.answering("beside", Group.LOCAL, Outcome.CLEAR);
        FakeCheck lookup = FakeCheck.answering("lookup", Group.LOOKUP, Outcome.CLEAR);
        FakeCheck paid = FakeCheck.answering("paid", Group.UPSTREAM, Outcome.CLEAR);
        FakeCheck last = FakeCheck.answering("last", Group.LAST, Outcome.CLEAR);

        // when
        Decision decision = decide(block, beside, lookup, paid, last);

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(List.of(block.runs.get(), beside.runs.get())).containsExactly(1, 1);
        assertThat(List.of(lookup.runs.get(), paid.runs.get(), last.runs.get())).containsExactly(0, 0, 0);
        assertThat(trace(decision, "paid").result()).isEqualTo(Outcome.SKIPPED);
        assertThat(trace(decision, "paid").evidence()).isEqualTo(Map.of("reason", "decided"));
    }

    @Test
    void theExemptAreNotAsked() {
        // given
        FakeCheck allow = FakeCheck.saying(
                "allow", Group.LISTS, CheckResult.clear(Map.of()).exempting(Set.of("one", "paid", "deny")));
        FakeCheck deny = FakeCheck.answering("deny", Group.LISTS, Outcome.CLEAR);
        FakeCheck one = FakeCheck.answering("one", Group.LOCAL, Outcome.BLOCKED);
        FakeCheck other = FakeCheck.answering("other", Group.LOCAL, Outcome.FLAGGED);
        FakeCheck paid = FakeCheck.answering("paid", Group.UPSTREAM, Outcome.FLAGGED);

        // when
        Decision decision = decide(deny, allow, one, other, paid);

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(List.of(deny.runs.get(), one.runs.get(), other.runs.get(), paid.runs.get()))
                .containsExactly(1, 0, 1, 0);
        assertThat(trace(decision, "paid").evidence()).isEqualTo(Map.of("reason", "exempt"));
    }

    @Test
    void whoIsExemptFromAllIsStillDenied() {
        // given
        FakeCheck allow = FakeCheck.saying(
                "allow", Group.LISTS, CheckResult.clear(Map.of()).exemptingAll());
        FakeCheck deny = FakeCheck.answering("deny", Group.LISTS, Outcome.BLOCKED);

        // then
        assertThat(decide(allow, deny, FakeCheck.answering("on", Group.LOCAL, Outcome.FLAGGED))
                        .verdict())
                .isEqualTo(Verdict.BLOCK);
    }

    @Test
    void anExemptionInShadowExemptsFromNothing() {
        // given
        policies.put("allow", SHADOW);
        FakeCheck allow = FakeCheck.saying(
                "allow", Group.LISTS, CheckResult.clear(Map.of()).exemptingAll());
        FakeCheck one = FakeCheck.answering("one", Group.LOCAL, Outcome.FLAGGED);

        // then
        assertThat(decide(allow, one).verdict()).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void laterStepsAreToldWhatWasLearned() {
        // given
        NetworkFacts facts = new NetworkFacts("NL", true, true);
        FakeCheck upstream = FakeCheck.saying(
                "upstream", Group.UPSTREAM, CheckResult.clear(Map.of()).learning(facts));
        FakeCheck beside = FakeCheck.answering("beside", Group.UPSTREAM, Outcome.CLEAR);
        FakeCheck last = FakeCheck.answering("last", Group.LAST, Outcome.CLEAR);

        // when
        decide(upstream, beside, last);

        // then
        assertThat(beside.told).extracting(CheckContext::network).containsExactly(NetworkFacts.UNKNOWN);
        assertThat(last.told).extracting(CheckContext::network).containsExactly(facts);
    }

    @Test
    void aReviewStopsNothing() {
        // given
        FakeCheck review = FakeCheck.answering("review", Group.LOCAL, Outcome.FLAGGED);
        FakeCheck paid = FakeCheck.answering("paid", Group.UPSTREAM, Outcome.CLEAR);
        FakeCheck last = FakeCheck.answering("last", Group.LAST, Outcome.FLAGGED);

        // when
        Decision decision = decide(review, paid, last);

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(paid.runs).hasValue(1);
        assertThat(trace(decision, "last").result()).isEqualTo(Outcome.FLAGGED);
    }

    @Test
    void aShadowBlockIsRecordedAndNeverActedOn() {
        // given
        policies.put("shadow", SHADOW);
        FakeCheck shadow = FakeCheck.answering("shadow", Group.LOCAL, Outcome.BLOCKED);
        FakeCheck paid = FakeCheck.answering("paid", Group.UPSTREAM, Outcome.CLEAR);

        // when
        Decision decision = decide(shadow, paid);

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(paid.runs).hasValue(1);
        assertThat(trace(decision, "shadow"))
                .isEqualTo(new CheckTrace(
                        "shadow",
                        Mode.SHADOW,
                        Outcome.BLOCKED,
                        Action.BLOCK,
                        false,
                        Map.of("by", "shadow"),
                        trace(decision, "shadow").millis()));
    }

    @Test
    void aCheckThatIsOffDoesNotRun() {
        // given
        policies.put("off", OFF);
        FakeCheck off = FakeCheck.answering("off", Group.LOCAL, Outcome.BLOCKED);

        // when
        Decision decision = decide(off, FakeCheck.answering("on", Group.LOCAL, Outcome.CLEAR));

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(off.runs).hasValue(0);
        assertThat(trace(decision, "off").evidence()).isEqualTo(Map.of("reason", "off"));
    }

    @Test
    void theChecksOfAStepRunTogetherAndTheStepsOneAfterTheOther() {
        // given
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeCheck one = new FakeCheck("one", Group.LOOKUP, () -> slow(running, most));
        FakeCheck two = new FakeCheck("two", Group.LOOKUP, () -> slow(running, most));
        FakeCheck three = new FakeCheck("three", Group.UPSTREAM, () -> slow(running, most));

        // when
        Decision decision = decide(one, two, three);

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(most).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"BLOCK", "DEFER"})
    void whatIsRefusedIsReleasedEverywhere(Action action) {
        // given
        policies.put("refusing", new CheckPolicy(Mode.ENFORCE, action, Action.REVIEW));
        FakeCheck counting = FakeCheck.answering("counting", Group.LOCAL, Outcome.CLEAR);
        FakeCheck broken = FakeCheck.answering("broken", Group.LOCAL, Outcome.CLEAR)
                .releasing(() -> Uni.createFrom().failure(new IllegalStateException("gone")));
        FakeCheck hanging = FakeCheck.answering("hanging", Group.LOCAL, Outcome.CLEAR)
                .releasing(() -> Uni.createFrom().nothing());
        FakeCheck refusing = FakeCheck.answering("refusing", Group.LOOKUP, Outcome.FLAGGED);

        // when
        Decision decision = decide(counting, broken, hanging, refusing);

        // then
        assertThat(decision.verdict()).isEqualTo(action.verdict());
        assertThat(List.of(counting.releases.get(), broken.releases.get(), hanging.releases.get()))
                .containsExactly(1, 1, 1);
    }

    @Test
    void whatGoesToReviewStaysCountedUntilTheCallerReleasesIt() {
        // given
        FakeCheck counting = FakeCheck.answering("counting", Group.LOOKUP, Outcome.FLAGGED);
        CheckChain chain = chain(counting);

        // when
        Decision decision = await(chain.decide(context));

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(counting.releases).hasValue(0);

        // when
        await(chain.release(context).replaceWith(true));

        // then
        assertThat(counting.releases).hasValue(1);
    }

    @Test
    void whatTheCallerNoLongerWaitsForIsReleased() {
        // given
        FakeCheck counting = FakeCheck.answering("counting", Group.LOCAL, Outcome.CLEAR);
        FakeCheck hanging = FakeCheck.hanging("hanging", Group.LOOKUP);
        Cancellable waiting = chain(counting, hanging)
                .decide(context)
                .subscribe()
                .with(decision -> {
                    throw new AssertionError("nobody waits any longer");
                });

        // when
        waiting.cancel();

        // then
        assertThat(counting.releases).hasValue(1);
    }

    @Test
    void aShadowDeferralIsRecordedAndNeverActedOn() {
        // given
        policies.put("shadow", new CheckPolicy(Mode.SHADOW, Action.REVIEW, Action.DEFER));
        FakeCheck shadow = FakeCheck.answering("shadow", Group.LOCAL, Outcome.UNAVAILABLE);

        // when
        Decision decision = decide(shadow, FakeCheck.answering("on", Group.LOCAL, Outcome.CLEAR));

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(decision.degraded()).isFalse();
        assertThat(decision.owesScreening()).isFalse();
        assertThat(trace(decision, "shadow").action()).isEqualTo(Action.DEFER);
    }

    @Test
    void whatIsScreenedAgainIsNotAskedAboutAMomentThatHasPassedAndDoesNotGoOnDegraded() {
        // given
        policies.put("silent", new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.DEFER));
        FakeCheck silent = FakeCheck.answering("silent", Group.LOCAL, Outcome.UNAVAILABLE);
        FakeCheck velocity =
                FakeCheck.answering("velocity", Group.LOOKUP, Outcome.CLEAR).aboutThisMoment();
        CheckChain chain = chain(silent, velocity);
        CheckContext renewal = TestContexts.order(false, true, true);

        // when
        Decision first = await(chain.decide(renewal));
        Decision again = await(chain.decideAgain(renewal));

        // then
        assertThat(first.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(first.degraded()).isTrue();
        assertThat(first.owesScreening()).isTrue();
        assertThat(again.verdict()).isEqualTo(Verdict.DEFER);
        assertThat(again.owesScreening()).isFalse();
        assertThat(silent.runs).hasValue(2);
        assertThat(velocity.runs).hasValue(1);
        assertThat(trace(again, "velocity").evidence()).isEqualTo(Map.of("reason", "past"));
    }

    @Test
    void defersWhenThereIsNoPolicy() {
        // given
        FakeCheck check = FakeCheck.answering("check", Group.LOCAL, Outcome.CLEAR);
        ChainPlan plan = new ChainPlan(List.of("check"), List.of(check), ChainPlanTest.covering(check));
        PolicySource none = () -> {
            throw new IllegalStateException("no policy");
        };
        ChainMetrics metrics = new ChainMetrics(registry);
        CheckChain chain = new CheckChain(plan, none, new CheckRunner(metrics), metrics, Clock.systemUTC());

        // when
        Decision decision = await(chain.decide(context));

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.DEFER);
        assertThat(decision.degraded()).isTrue();
        assertThat(decision.policyVersion()).isZero();
        assertThat(check.releases).hasValue(1);
    }

    @Test
    void countsWhatItDoes() {
        // given
        FakeCheck flagged = FakeCheck.answering("flagged", Group.LOCAL, Outcome.FLAGGED);
        FakeCheck skipped =
                new FakeCheck("skipped", Group.LOCAL, () -> Uni.createFrom().item(CheckResult.skipped("no-address")));

        // when
        decide(flagged, skipped);

        // then
        assertThat(registry.get("gatehouse.decisions")
                        .tags("phase", "order", "verdict", "review")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("gatehouse.chain")
                        .tags("phase", "order")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("gatehouse.check")
                        .tags("check", "flagged", "result", "flagged")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("gatehouse.checks.skipped")
                        .tags("check", "skipped", "reason", "no-address")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private Decision decide(FakeCheck... checks) {
        return await(chain(checks).decide(context));
    }

    private CheckChain chain(FakeCheck... checks) {
        Map<ChainPolicy.Line, CheckPolicy> lines = new HashMap<>();
        for (FakeCheck check : checks) {
            check.phases()
                    .forEach(phase -> lines.put(
                            new ChainPolicy.Line(check.id(), phase), policies.getOrDefault(check.id(), ENFORCED)));
        }
        ChainPolicy policy = new ChainPolicy(3, lines);
        List<String> order = Arrays.stream(checks).map(FakeCheck::id).toList();
        ChainMetrics metrics = new ChainMetrics(registry);
        return new CheckChain(
                new ChainPlan(order, List.of(checks), policy),
                () -> Uni.createFrom().item(policy),
                new CheckRunner(metrics),
                metrics,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static CheckTrace trace(Decision decision, String id) {
        return decision.trace().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }

    private static @Nullable Uni<CheckResult> mishap(Mishap mishap) {
        return switch (mishap) {
            case THROWS -> throw new IllegalStateException("anna@example.org is not to be logged");
            case FAILS -> Uni.createFrom().failure(new IllegalStateException("nor here"));
            case FAILS_WITH_AN_ERROR -> Uni.createFrom().failure(new StackOverflowError());
            case ANSWERS_NULL -> Uni.createFrom().nullItem();
            case GIVES_NO_UNI -> null;
        };
    }

    private static Uni<CheckResult> slow(AtomicInteger running, AtomicInteger most) {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        return Uni.createFrom()
                .item(CheckResult.clear(Map.of()))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(50))
                .invoke(running::decrementAndGet);
    }
}
