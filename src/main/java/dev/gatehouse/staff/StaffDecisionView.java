package dev.gatehouse.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.screening.CheckTrace;
import dev.gatehouse.screening.Decision;
import dev.gatehouse.screening.DecisionHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A decision with its whole trace, as staff see it.
 *
 * @param accountId {@code null} for a registration that was refused
 * @param policyVersion the version of the policy that it was decided by; 0 if none could be read
 * @param degraded whether a check that counts could not answer, or answered from old data
 * @param checks one entry a check of the phase, in the order in which they ran
 */
@Schema(name = "Decision")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StaffDecisionView(
        UUID id,
        @Nullable UUID accountId,
        @Schema(examples = "registration") String phase,
        @Schema(examples = "review") String verdict,
        @Schema(examples = "1") int policyVersion,
        @Schema(examples = "false") boolean degraded,
        Instant createdAt,
        List<CheckView> checks) {

    /**
     * What one check found and what that led to.
     *
     * @param action what the result leads to by policy; in shadow what it would have led to
     * @param lifted whether the review was taken away, by a KYC pass or since it is tolerated on a shared network
     * @param evidence what the check looked at, with the versions of lists and what a provider calls its answer
     */
    @Schema(name = "DecisionCheck")
    public record CheckView(
            @Schema(examples = "registration-velocity") String id,
            @Schema(examples = "enforce") String mode,
            @Schema(examples = "flagged") String result,
            @Schema(examples = "review") String action,
            @Schema(examples = "false") boolean lifted,
            @Schema(examples = "{\"address\":4,\"network\":4}", description = "Differs from check to check")
                    Map<String, Object> evidence,
            @Schema(examples = "2") long millis) {
        static CheckView of(CheckTrace line) {
            return new CheckView(
                    line.id(),
                    line.mode().code(),
                    line.result().code(),
                    line.action().code(),
                    line.lifted(),
                    line.evidence(),
                    line.millis());
        }
    }

    static StaffDecisionView of(DecisionHistory.Recorded recorded) {
        Decision decision = recorded.decision();
        return new StaffDecisionView(
                decision.id(),
                recorded.accountId(),
                decision.phase().code(),
                decision.verdict().code(),
                decision.policyVersion(),
                decision.degraded(),
                decision.decidedAt(),
                decision.trace().stream().map(CheckView::of).toList());
    }
}
