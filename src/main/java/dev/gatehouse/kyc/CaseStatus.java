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

    /** Whether the client or whoever looks at it still has to do something. */
    public boolean open() {
        return this == REQUIRED || this == IN_REVIEW;
    }

    static CaseStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
