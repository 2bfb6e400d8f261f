package dev.gatehouse.link;

import java.util.Locale;

/** Why what an erased account was known by is kept: it was not to be trusted. */
public enum ErasedStanding {
    /** KYC was asked for, and not passed. */
    KYC_REQUIRED,
    /** KYC was not passed, for good. */
    KYC_REJECTED,
    /** Staff or the screening had suspended it. */
    SUSPENDED;

    /** The name in the table. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
