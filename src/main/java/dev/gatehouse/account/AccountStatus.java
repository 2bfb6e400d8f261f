package dev.gatehouse.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The one word that sums an account up; derived by {@link Standing}, never stored. */
public enum AccountStatus {
    CLOSED,
    SUSPENDED,
    PENDING_VERIFICATION,
    KYC_REQUIRED,
    ACTIVE;

    /** The name in the contract. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
