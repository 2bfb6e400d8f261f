package dev.gatehouse.screening;

import java.util.Set;

/** What a check's answer means for the answers of others. */
public sealed interface Effect {
    /** Nothing. */
    Effect NONE = new None();

    /** See {@link #NONE}. */
    record None() implements Effect {}

    /**
     * The later steps are told.
     *
     * @param facts what was learned
     */
    record Learned(NetworkFacts facts) implements Effect {}

    /**
     * Staff have exempted the client: the checks that have not run are skipped. It counts only where the check itself
     * does, and exempts from no check of {@link Group#LISTS}.
     *
     * @param checks the ids of the checks; none stands for all
     */
    record Exempt(Set<String> checks) implements Effect {
        /** Keeps a copy. */
        public Exempt {
            checks = Set.copyOf(checks);
        }

        /** Whether that check is meant. */
        boolean covers(Check check) {
            return check.group() != Group.LISTS && (checks.isEmpty() || checks.contains(check.id()));
        }
    }

    /** The flag is taken for clear where many people are behind the address; see {@link NetworkFacts#shared()}. */
    record Tolerated() implements Effect {}
}
