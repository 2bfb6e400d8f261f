package dev.gatehouse.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Whether something is still to be done about a ticket. */
public enum TicketStatus {
    OPEN,
    CLOSED;

    /** The name in the contract. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name in the contract. */
    @JsonCreator
    public static TicketStatus of(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status of that name"));
    }
}
