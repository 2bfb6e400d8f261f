package dev.gatehouse.kyc;

import dev.gatehouse.minfraud.FraudTag;
import org.jspecify.annotations.Nullable;

/** What the outcome of KYC says of the client, for the upstreams. */
final class FraudTags {
    private FraudTags() {}

    /**
     * The tag of a move, or {@code null} where it says nothing. A case that is taken back says nothing of the client: it
     * was the check that was wrong.
     */
    static @Nullable FraudTag of(CaseMove move) {
        return switch (move) {
            case APPROVE -> FraudTag.NOT_FRAUD;
            case REJECT, REVOKE -> FraudTag.SUSPECTED_FRAUD;
            case SUBMIT, REQUEST_MORE, CLEAR -> null;
        };
    }
}
