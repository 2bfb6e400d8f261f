package dev.gatehouse.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a ticket is about. */
public enum Topic {
    /** No code comes by SMS: staff see what the gateways said. */
    SMS_NOT_RECEIVED,
    KYC_QUESTION,
    ORDER_BLOCKED,
    /** The address or phone belongs to an account already. */
    ACCOUNT_EXISTING,
    OTHER;

    /** The name in the contract. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name in the contract. */
    @JsonCreator
    public static Topic of(String wireName) {
        return Arrays.stream(values())
                .filter(topic -> topic.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic of that name"));
    }
}
