package dev.gatehouse.screening;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the chain decided and why.
 *
 * @param id the decision's id
 * @param phase where the client was
 * @param verdict what becomes of the request
 * @param policyVersion the version of the policy that it was decided by; 0 if none could be read
 * @param degraded whether a check that counts could not answer, or answered from old data
 * @param trace one entry a check of the phase, in the order in which they were asked
 * @param decidedAt when
 */
public record Decision(
        UUID id,
        Phase phase,
        Verdict verdict,
        int policyVersion,
        boolean degraded,
        List<CheckTrace> trace,
        Instant decidedAt) {
    /** Keeps a copy of the trace. */
    public Decision {
        trace = List.copyOf(trace);
    }

    /**
     * What the decision is where the KYC pass is looked at once more, with the account's row locked: a pass that was given
     * while the checks ran lifts a review as one that was there before; what is left may be a deferral. Where a pass was
     * lost in that time, what went on by it is deferred, so that it is screened without one.
     *
     * @param then whether a pass was in force when the checks were asked
     * @param now whether one is in force by now
     */
    public Decision under(boolean then, boolean now) {
        if (now && !then && verdict == Verdict.REVIEW) {
            return DecisionPolicy.withoutReviews(this);
        }
        boolean rested = verdict == Verdict.ALLOW && trace.stream().anyMatch(CheckTrace::lifted);
        return then && !now && rested
                ? new Decision(id, phase, Verdict.DEFER, policyVersion, degraded, trace, decidedAt)
                : this;
    }

    /**
     * Whether the request went on although a check that counts could not tell and asked to wait: it is to be screened
     * again.
     */
    public boolean owesScreening() {
        return verdict == Verdict.ALLOW
                && trace.stream().anyMatch(line -> line.mode() == Mode.ENFORCE && line.action() == Action.DEFER);
    }

    /**
     * What the client may learn about this refusal: the reason, if the contract discloses it and nothing else refused as
     * well; none if the request is not refused.
     */
    public Optional<Disclosed> disclosed() {
        return DecisionPolicy.disclosed(trace);
    }
}
