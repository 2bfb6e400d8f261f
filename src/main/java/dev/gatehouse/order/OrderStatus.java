package dev.gatehouse.order;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an order is. */
public enum OrderStatus {
    ACCEPTED,
    CONFIRMED;

    /** The name in the contract. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderStatus of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
