package dev.gatehouse.sandbox;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the Sumsub simulator shall find out about a client, and tell the service.
 *
 * @param caseId the case, as {@code GET /kyc} names it
 * @param outcome what becomes of it
 * @param comment what the applicant may read, with {@code RETRY}
 * @param webhook where it is told; filled in by the service
 */
public record KycReview(
        @NotNull UUID caseId, @NotNull Outcome outcome, @Nullable String comment, @Nullable URI webhook) {

    /** Sumsub's answers, and what comes before them. */
    public enum Outcome {
        /** The client has handed in its documents. */
        PENDING,
        /** Approved. */
        GREEN,
        /** Something has to be handed in again. */
        RETRY,
        /** Rejected for good. */
        FINAL
    }

    KycReview to(URI address) {
        return new KycReview(caseId, outcome, comment, address);
    }
}
