package dev.gatehouse.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a client can do next to come further along the pathway. */
public enum NextStep {
    VERIFY_EMAIL,
    ADD_PHONE,
    VERIFY_SMS,
    COMPLETE_KYC,
    CONTACT_SUPPORT;

    /** The name in the contract. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
