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
     *   <li>No answer at all is a deferral.
     *   <li>A renewal by a client with an earlier order is not deferred: it goes on, degraded.
     * </ul>
     */
    static Ruling rule(List<Answer> answers, CheckContext context) {
        Verdict worst = Verdict.worst(
                answers.stream().map(answer -> verdict(answer, context)).toList());
        boolean goesOn = worst == Verdict.DEFER && !answers.isEmpty() && mayGoOnDegraded(context);
        return new Ruling(
                goesOn ? Verdict.ALLOW : worst,
                answers.isEmpty() || answers.stream().anyMatch(DecisionPolicy::degrades),
                answers.stream().map(answer -> trace(answer, context)).toList());
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

    private static Verdict verdict(Answer answer, CheckContext context) {
        return !answer.counts() || lifted(answer, context)
                ? Verdict.ALLOW
                : answer.action().verdict();
    }

    private static boolean lifted(Answer answer, CheckContext context) {
        return answer.counts() && answer.action() == Action.REVIEW && context.kycPassed();
    }

    private static boolean mayGoOnDegraded(CheckContext context) {
        return context.phase() == Phase.ORDER && context.renewal() && context.earlierOrders();
    }

    private static boolean degrades(Answer answer) {
        return answer.counts() && (answer.result().degraded() || answer.result().outcome() == Outcome.UNAVAILABLE);
    }

    private static CheckTrace trace(Answer answer, CheckContext context) {
        return new CheckTrace(
                answer.check(),
                answer.policy().mode(),
                answer.result().outcome(),
                answer.action(),
                lifted(answer, context),
                answer.result().evidence(),
                answer.millis());
    }
}
