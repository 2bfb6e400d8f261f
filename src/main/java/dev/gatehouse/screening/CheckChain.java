package dev.gatehouse.screening;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs the checks of a phase and decides. The steps ({@link Group}) run one after the other, the checks of a step
 * concurrently; a block ends the chain before the next step. A step is told what the ones before have learned. It must be
 * called with no database session open.
 */
@Startup
@ApplicationScoped
public class CheckChain {
    private static final Logger LOG = Logger.getLogger(CheckChain.class);

    private final ChainPlan plan;
    private final PolicySource policies;
    private final CheckRunner runner;
    private final ChainMetrics metrics;
    private final Clock clock;

    CheckChain(ChainPlan plan, PolicySource policies, CheckRunner runner, ChainMetrics metrics, Clock clock) {
        this.plan = plan;
        this.policies = policies;
        this.runner = runner;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Decides. Never fails: what cannot be decided is deferred. What the checks counted tentatively has been
     * {@linkplain #release released} by the time a block or a deferral is answered, and also when the caller cancels.
     */
    public Uni<Decision> decide(CheckContext context) {
        return decide(context, false);
    }

    /**
     * Decides once more about a request that went on although it {@linkplain Decision#owesScreening owes screening}. A
     * deferral stays one, and the checks {@linkplain Check#aboutTheMoment about the moment} are not asked, so that
     * nothing is counted twice.
     */
    public Uni<Decision> decideAgain(CheckContext context) {
        return decide(context, true);
    }

    private Uni<Decision> decide(CheckContext context, boolean again) {
        return Uni.createFrom()
                .deferred(() -> timed(context, again))
                .onFailure()
                .recoverWithItem(failure -> undecided(context, failure))
                .invoke(metrics::decided)
                .call(decision -> accepts(decision.verdict()) ? Uni.createFrom().voidItem() : release(context))
                .onCancellation()
                .call(() -> release(context));
    }

    /**
     * Takes back what the checks counted for this context. For a caller whose request came to nothing after it had
     * been accepted by {@link #decide}. Never fails, and is bounded in time by the checks' timeouts.
     */
    public Uni<Void> release(CheckContext context) {
        List<Uni<Void>> releases = plan.of(context.phase()).stream()
                .map(check -> runner.release(check, context))
                .toList();
        return releases.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(releases).andCollectFailures().replaceWithVoid();
    }

    private Uni<Decision> timed(CheckContext context, boolean again) {
        long start = metrics.nanos();
        return policies.current()
                .flatMap(policy -> run(context, policy, again))
                .invoke(() -> metrics.took(context.phase(), metrics.nanos() - start));
    }

    private static boolean accepts(Verdict verdict) {
        return verdict == Verdict.ALLOW || verdict == Verdict.REVIEW;
    }

    private Uni<Decision> run(CheckContext context, ChainPolicy policy, boolean again) {
        Uni<List<Answer>> answers = Uni.createFrom().item(List.of());
        for (Group group : Group.values()) {
            answers = answers.chain(before -> step(context, policy, group, before, again));
        }
        return answers.map(all -> decision(
                context,
                policy.version(),
                again ? DecisionPolicy.ruleAgain(all, context) : DecisionPolicy.rule(all, context)));
    }

    private Uni<List<Answer>> step(
            CheckContext context, ChainPolicy policy, Group group, List<Answer> before, boolean again) {
        boolean blocked = DecisionPolicy.blocks(before);
        CheckContext informed = context.with(DecisionPolicy.learned(before));
        List<Uni<Answer>> asked = plan.of(context.phase(), group).stream()
                .map(check -> {
                    CheckPolicy line = policy.of(check.id(), context.phase());
                    if (blocked) {
                        return runner.spare(check, line);
                    }
                    if (again && check.aboutTheMoment()) {
                        return runner.past(check, line);
                    }
                    return DecisionPolicy.exempts(before, check)
                            ? runner.exempt(check, line)
                            : runner.ask(check, line, informed);
                })
                .toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().item(before);
        }
        return Uni.join().all(asked).andFailFast().map(now -> {
            List<Answer> all = new ArrayList<>(before);
            all.addAll(now);
            return List.copyOf(all);
        });
    }

    private Decision decision(CheckContext context, int policyVersion, Ruling ruling) {
        return new Decision(
                context.decisionId(),
                context.phase(),
                ruling.verdict(),
                policyVersion,
                ruling.degraded(),
                ruling.trace(),
                clock.instant());
    }

    private Decision undecided(CheckContext context, Throwable failure) {
        LOG.errorf(failure, "the check chain failed decision=%s phase=%s", context.decisionId(), context.phase());
        return decision(context, 0, new Ruling(Verdict.DEFER, true, List.of()));
    }
}
