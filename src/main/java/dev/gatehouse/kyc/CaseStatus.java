package dev.gatehouse.kyc;

import java.util.Locale;

/** Where a case stands. */
public enum CaseStatus {
    /** The client has to hand something in. */
    REQUIRED,
    /** Staff or the provider look at it. */
    IN_REVIEW,
    APPROVED,
    REJECTED,
    /** Taken back without looking at documents. */
    CLEARED;

    /** The name on the wire and in the table. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CaseStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
