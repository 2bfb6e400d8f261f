package dev.gatehouse.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Who set an order going: the client, or the panel by itself. */
public enum Initiator {
    CLIENT,
    AUTOMATIC;

    /** The name in the contract. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name in the contract. */
    @JsonCreator
    public static Initiator of(String wireName) {
        return Arrays.stream(values())
                .filter(initiator -> initiator.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of client, automatic"));
    }
}
