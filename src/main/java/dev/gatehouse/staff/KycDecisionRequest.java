package dev.gatehouse.staff;

import dev.gatehouse.kyc.KycReview;
import dev.gatehouse.platform.problem.Refusal;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /staff/kyc/{caseId}/decision}.
 *
 * @param clientMessage what the client is told; required with {@code request_more}
 * @param note for staff alone
 */
@Schema(name = "KycDecisionRequest")
public record KycDecisionRequest(
        @NotNull @Schema(
                        examples = "request_more",
                        enumeration = {"approve", "reject", "request_more"})
                String decision,
        @Nullable @Size(max = 1000) @Pattern(regexp = PLAIN_TEXT) @Schema(
                        examples = "The photo of the document is blurred. Please upload it again.",
                        description = "For the client, so nothing about the reason; required with `request_more`")
                String clientMessage,
        @Nullable @Size(max = 1000) @Pattern(regexp = PLAIN_TEXT) @Schema(examples = "Second try", description = "For staff alone")
                String note) {

    /** No control characters, line breaks included. */
    private static final String PLAIN_TEXT = "\\P{Cntrl}*";

    /**
     * What is decided.
     *
     * @throws Refusal {@code 422} for a decision that there is not, or a message that is missing
     */
    KycReview.Ruling by(String actor) {
        KycReview.Verdict verdict = KycReview.Verdict.of(decision);
        if (verdict == null) {
            throw Refusal.invalid("/decision", "unknown", "One of approve, reject, request_more.");
        }
        String message = stripped(clientMessage);
        if (verdict == KycReview.Verdict.REQUEST_MORE && message == null) {
            throw Refusal.invalid("/clientMessage", "required", "Say what the client has to hand in.");
        }
        return new KycReview.Ruling(verdict, message, stripped(note), actor);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "KycDecisionRequest[decision=" + decision + ']';
    }
}
