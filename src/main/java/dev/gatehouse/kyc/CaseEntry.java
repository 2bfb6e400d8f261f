package dev.gatehouse.kyc;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A case in a list for staff. */
@Schema(name = "KycCaseEntry")
public record CaseEntry(
        UUID id,
        UUID accountId,
        @Schema(
                        examples = "in_review",
                        enumeration = {"required", "in_review", "approved", "rejected", "cleared"})
                String status,
        Instant requestedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt) {
    static CaseEntry of(KycCase found) {
        return new CaseEntry(
                found.id(),
                found.accountId(),
                found.status().wireName(),
                found.requestedAt(),
                found.submittedAt(),
                found.decidedAt());
    }
}
