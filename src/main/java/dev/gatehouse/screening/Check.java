package dev.gatehouse.screening;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;

/**
 * One question about a client. An implementation is a final class in {@code screening.check} with a line in
 * {@link ChainPlan}.
 */
public interface Check {
    /** The stable id, kebab-case: in the plan, the policy, stored traces and metrics. */
    String id();

    /** The phases in which it is asked. */
    Set<Phase> phases();

    /** The step of the chain that it belongs to. */
    Group group();

    /** How long it may take; after that it counts as unavailable. */
    Duration timeout();

    /**
     * Answers. A failure, an exception and silence all count as {@link Outcome#UNAVAILABLE}, so nothing needs to be
     * caught here.
     */
    Uni<CheckResult> run(CheckContext context);

    /**
     * Whether the answer is about the moment, such as how often something has just happened. It is then not asked for
     * when a request is screened again later.
     */
    default boolean aboutTheMoment() {
        return false;
    }

    /**
     * Takes back what {@link #run} counted for this context, since the request was refused. It is called whatever
     * {@code run} answered, also when it did not, and may be called twice.
     */
    default Uni<Void> release(CheckContext context) {
        return Uni.createFrom().voidItem();
    }
}
