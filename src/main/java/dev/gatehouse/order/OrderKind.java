package dev.gatehouse.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What an order is for. */
public enum OrderKind {
    PURCHASE,
    RENEWAL,
    UPGRADE,
    INVOICE,
    TOPUP;

    /** The name in the contract. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name in the contract. */
    @JsonCreator
    public static OrderKind of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of purchase, renewal, upgrade, invoice, topup"));
    }

    /** Whether it is about a service that is there already, so that it has to be named. */
    boolean needsService() {
        return this == RENEWAL || this == UPGRADE;
    }
}
