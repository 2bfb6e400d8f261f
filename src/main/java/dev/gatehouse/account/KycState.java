package dev.gatehouse.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an account stands with the confirmation of identity. */
public enum KycState {
    NOT_REQUIRED,
    REQUIRED,
    IN_REVIEW,
    APPROVED,
    REJECTED;

    /** The name in the contract and in the database. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing may be bought or renewed in this state. */
    public boolean blocksOrders() {
        return this == REQUIRED || this == IN_REVIEW || this == REJECTED;
    }

    static KycState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
