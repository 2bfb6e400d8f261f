package dev.gatehouse.kyc;

import dev.gatehouse.account.KycState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a client stands with KYC, and what it has to do. Never the reason.
 *
 * @param status as in the account
 * @param caseId absent where there is no case that led to the status
 * @param requirements what has to be uploaded before {@code POST /kyc/submit}; empty where nothing is handed in here
 * @param documents what was uploaded for the case and is still kept
 * @param message a sentence for the client
 * @param verificationUrl where the client goes on with a hosted provider; only in the answer of {@code POST /kyc/start}
 */
@Schema(name = "Kyc")
public record KycView(
        @Schema(examples = "required") KycState status,
        @Nullable UUID caseId,
        @Schema(
                        examples = "[\"identity_document\",\"selfie\",\"proof_of_address\"]",
                        description =
                                "Each has to be uploaded before `POST /kyc/submit`; empty where nothing is handed in here")
                List<String> requirements,
        List<Document> documents,
        @Nullable @Schema(
                        examples = "The photo of the document is blurred. Please upload it again.",
                        description = "For the client")
                String message,
        @Nullable @Schema(
                        examples = "https://kyc.example.org/idensic/l/#/u_abc",
                        description = "Where the client goes on with a hosted provider; only after `POST /kyc/start`,"
                                + " and soon stale: ask again")
                String verificationUrl,
        @Nullable Instant requestedAt,
        @Nullable Instant decidedAt) {

    /** A document that was uploaded. */
    @Schema(name = "KycDocumentEntry")
    public record Document(UUID id, @Schema(examples = "identity_document") String type, Instant receivedAt) {
        static Document of(CaseDocument document) {
            return new Document(document.id(), document.type().wireName(), document.receivedAt());
        }
    }

    /** Where no case led to the status. */
    static KycView of(KycState status) {
        return new KycView(status, null, List.of(), List.of(), null, null, null, null);
    }

    static KycView of(KycState status, KycCase led, List<String> requirements, List<CaseDocument> documents) {
        return new KycView(
                status,
                led.id(),
                requirements,
                documents.stream().map(Document::of).toList(),
                led.message(),
                null,
                led.requestedAt(),
                led.decidedAt());
    }

    KycView withVerificationUrl(@Nullable String url) {
        return new KycView(status, caseId, requirements, documents, message, url, requestedAt, decidedAt);
    }

    /** The address lets whoever has it act as the client. */
    @Override
    public String toString() {
        return "KycView[caseId=" + caseId + ", status=" + status + ']';
    }
}
