package dev.gatehouse.list;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** One of the two lists. */
public enum StaffList {
    /** Lifts checks. */
    ALLOW,
    /** Refuses; outranks the other one. */
    DENY;

    /** The name in the contract. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name in the contract. */
    @JsonCreator
    public static StaffList of(String wireName) {
        return Arrays.stream(values())
                .filter(list -> list.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of allow, deny"));
    }
}
