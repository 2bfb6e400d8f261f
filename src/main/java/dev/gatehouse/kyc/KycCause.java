package dev.gatehouse.kyc;

import dev.gatehouse.screening.Action;
import dev.gatehouse.screening.CheckTrace;
import dev.gatehouse.screening.Decision;
import dev.gatehouse.screening.Mode;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a client comes under KYC; never told to it.
 *
 * @param decisionId the chain's decision, recorded before, or {@code null} where staff asked
 * @param checks the checks that led to it, or {@link #STAFF}
 * @param actor who asked: {@link #CHAIN} or staff
 */
public record KycCause(@Nullable UUID decisionId, Set<String> checks, String actor) {
    /** The actor where nobody in person asked. */
    public static final String CHAIN = "chain";

    /** What stands among the checks where staff asked; no check has that id. */
    public static final String STAFF = "staff";

    /** Keeps a copy of the checks. */
    public KycCause {
        checks = Set.copyOf(checks);
    }

    /** A decision of the chain: the checks that counted and asked for a review or a refusal. */
    public static KycCause of(Decision decision) {
        return new KycCause(
                decision.id(),
                decision.trace().stream()
                        .filter(KycCause::led)
                        .map(CheckTrace::id)
                        .collect(Collectors.toSet()),
                CHAIN);
    }

    /** Staff. */
    public static KycCause staff(String actor) {
        return new KycCause(null, Set.of(STAFF), actor);
    }

    private static boolean led(CheckTrace line) {
        return line.mode() == Mode.ENFORCE
                && !line.lifted()
                && (line.action() == Action.REVIEW || line.action() == Action.BLOCK);
    }
}
