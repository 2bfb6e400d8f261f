package dev.gatehouse.kyc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All that staff see of a case.
 *
 * @param provider who looks at it
 * @param checks the checks that led to it, or {@code staff}
 * @param decisionId the decision that opened it; absent where staff did
 * @param message what the client is told
 * @param documents what the client has handed in and is still kept
 * @param history what happened, oldest first
 */
@Schema(name = "KycCaseFile")
public record CaseFile(
        UUID id,
        UUID accountId,
        @Schema(
                        examples = "in_review",
                        enumeration = {"required", "in_review", "approved", "rejected", "cleared"})
                String status,
        @Schema(examples = "manual") String provider,
        @Schema(examples = "[\"tor-exit\"]") List<String> checks,
        @Nullable UUID decisionId,
        @Nullable @Schema(examples = "The photo of the document is blurred. Please upload it again.") String message,
        Instant requestedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,
        List<Document> documents,
        List<Line> history) {

    /** A document; its content is fetched by its id. */
    @Schema(name = "KycCaseDocument")
    public record Document(
            UUID id,
            @Schema(examples = "identity_document") String type,
            @Schema(examples = "image/jpeg") String mediaType,
            @Schema(examples = "482113", description = "Bytes") long size,
            Instant receivedAt) {
        static Document of(CaseDocument document) {
            return new Document(
                    document.id(),
                    document.type().wireName(),
                    document.mediaType(),
                    document.size(),
                    document.receivedAt());
        }
    }

    /**
     * Something that happened.
     *
     * @param actor who: {@code chain}, {@code account:…}, {@code key:…} or {@code provider:…}
     * @param status where the case stood after it
     * @param note for staff alone
     */
    @Schema(name = "KycCaseLine")
    public record Line(
            Instant at,
            @Schema(examples = "key:0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31") String actor,
            @Schema(examples = "request_more") String event,
            @Schema(examples = "required") String status,
            @Nullable @Schema(examples = "The photo of the document is blurred. Please upload it again.")
                    String clientMessage,
            @Nullable @Schema(examples = "Second try") String note) {
        @Override
        public String toString() {
            return "Line[event=" + event + ", status=" + status + ']';
        }
    }

    @Override
    public String toString() {
        return "CaseFile[" + id + ']';
    }
}
