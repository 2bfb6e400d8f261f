package dev.gatehouse.screening;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of the policy of the whole chain.
 *
 * @param version counts up with every change; stands in each decision
 * @param lines the policy of each check in each of its phases
 */
public record ChainPolicy(int version, Map<Line, CheckPolicy> lines) {
    /**
     * What a policy is about.
     *
     * @param check the check's id
     * @param phase the phase
     */
    public record Line(String check, Phase phase) {
        // In a native executable those that the compiler makes are interpreted with every call, and this is asked for
        // each check.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Line line && phase == line.phase && check.equals(line.check);
        }

        @Override
        public int hashCode() {
            return 31 * check.hashCode() + phase.hashCode();
        }
    }

    /** Keeps a copy of the lines. */
    public ChainPolicy {
        lines = Map.copyOf(lines);
    }

    /**
     * The policy of a check in a phase.
     *
     * @throws IllegalStateException if there is none: an unknown check is never taken for a harmless one
     */
    public CheckPolicy of(String check, Phase phase) {
        CheckPolicy policy = lines.get(new Line(check, phase));
        if (policy == null) {
            throw new IllegalStateException("no policy for check " + check + " in phase " + phase.code());
        }
        return policy;
    }
}
