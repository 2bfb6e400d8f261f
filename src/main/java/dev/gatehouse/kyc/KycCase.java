package dev.gatehouse.kyc;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as it stands in the table.
 *
 * @param provider who looks at it, such as {@code manual}
 * @param applicantId the provider's id for the client, once it has one
 * @param decisionId the decision that opened it
 * @param message what the client is told
 * @param providerEventAt the newest event of the provider that counted
 */
public record KycCase(
        UUID id,
        UUID accountId,
        CaseStatus status,
        String provider,
        @Nullable String applicantId,
        @Nullable UUID decisionId,
        @Nullable String message,
        Instant requestedAt,
        @Nullable Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable Instant providerEventAt) {}
