package dev.gatehouse.screening;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns answers into one ruling: a pure function, so that every row of the policy can be tried as a table. */
final class DecisionPolicy {
    private DecisionPolicy() {}

    /**
     * Rules: the worst of what the counting checks lead to.
     *
     * <ul>
     *   <li>A check in shadow or switched off asks for nothing; that staff said so is what lets the client through.
     *   <li>A KYC pass lifts every review; a block still blocks.
     *   <li>A review that is {@linkplain Effect.Tolerated tolerated} on shared networks is lifted there.
     *   <li>No answer at all is a deferral.
     *   <li>A renewal by a client with an earlier order is not deferred: it goes on, degraded.
     * </ul>
     */
    static Ruling rule(List<Answer> answers, CheckContext context) {
        return rule(answers, context, mayGoOnDegraded(context));
    }

    /** Rules on a request that has gone on: the same, but a deferral stays one, so that it is asked once more. */
    static Ruling ruleAgain(List<Answer> answers, CheckContext context) {
        return rule(answers, context, false);
    }

    private static Ruling rule(List<Answer> answers, CheckContext context, boolean mayGoOn) {
        boolean shared = learned(answers).shared();
        Verdict worst = Verdict.worst(
                answers.stream().map(answer -> verdict(answer, context, shared)).toList());
        boolean goesOn = worst == Verdict.DEFER && !answers.isEmpty() && mayGoOn;
        return new Ruling(
                goesOn ? Verdict.ALLOW : worst,
                answers.isEmpty() || answers.stream().anyMatch(DecisionPolicy::degrades),
                answers.stream().map(answer -> trace(answer, context, shared)).toList());
    }

    /** The same decision for a client who has passed KYC since the checks were asked: without its reviews. */
    static Decision withoutReviews(Decision decision) {
        List<CheckTrace> trace =
                decision.trace().stream().map(DecisionPolicy::withoutReview).toList();
        Verdict worst = Verdict.worst(trace.stream()
                .map(line -> line.mode() == Mode.ENFORCE && !line.lifted()
                        ? line.action().verdict()
                        : Verdict.ALLOW)
                .toList());
        return new Decision(
                decision.id(),
                decision.phase(),
                worst,
                decision.policyVersion(),
                decision.degraded(),
                trace,
                decision.decidedAt());
    }

    private static CheckTrace withoutReview(CheckTrace line) {
        return line.mode() == Mode.ENFORCE && line.action() == Action.REVIEW
                ? new CheckTrace(
                        line.id(), line.mode(), line.result(), line.action(), true, line.evidence(), line.millis())
                : line;
    }

    /** Whether the answers so far are enough to refuse. */
    static boolean blocks(List<Answer> answers) {
        return answers.stream().anyMatch(answer -> answer.counts() && answer.action() == Action.BLOCK);
    }

    /** The reason that a client may learn, if all the checks that refuse do so for that one. */
    static Optional<Disclosed> disclosed(List<CheckTrace> trace) {
        List<CheckTrace> refusing = trace.stream()
                .filter(line -> line.mode() == Mode.ENFORCE && line.action() == Action.BLOCK)
                .toList();
        return refusing.isEmpty()
                ? Optional.empty()
                : Arrays.stream(Disclosed.values())
                        .filter(reason -> refusing.stream().allMatch(reason::by))
                        .findFirst();
    }

    /** What the answers tell about the client's address; facts are facts, so also a check in shadow tells them. */
    static NetworkFacts learned(List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer.result().effect())
                .filter(Effect.Learned.class::isInstance)
                .map(effect -> ((Effect.Learned) effect).facts())
                .findFirst()
                .orElse(NetworkFacts.UNKNOWN);
    }

    /** Whether an answer so far exempts the client from that check. */
    static boolean exempts(List<Answer> answers, Check check) {
        return answers.stream()
                .filter(Answer::counts)
                .map(answer -> answer.result().effect())
                .anyMatch(effect -> effect instanceof Effect.Exempt exempt && exempt.covers(check));
    }

    private static Verdict verdict(Answer answer, CheckContext context, boolean shared) {
        return !answer.counts() || lifted(answer, context, shared)
                ? Verdict.ALLOW
                : answer.action().verdict();
    }

    private static boolean lifted(Answer answer, CheckContext context, boolean shared) {
        boolean tolerated = shared && answer.result().effect() instanceof Effect.Tolerated;
        return answer.counts()
                && answer.action() == Action.REVIEW
                && (context.client().kycPassed() || tolerated);
    }

    private static boolean mayGoOnDegraded(CheckContext context) {
        CheckContext.Purchase purchase = context.purchase();
        return context.phase() == Phase.ORDER && purchase.renewal() && purchase.earlierOrders();
    }

    private static boolean degrades(Answer answer) {
        return answer.counts() && (answer.result().degraded() || answer.result().outcome() == Outcome.UNAVAILABLE);
    }

    private static CheckTrace trace(Answer answer, CheckContext context, boolean shared) {
        return new CheckTrace(
                answer.check(),
                answer.policy().mode(),
                answer.result().outcome(),
                answer.action(),
                lifted(answer, context, shared),
                answer.result().evidence(),
                answer.millis());
    }
}
