package dev.gatehouse.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which side of the desk a message comes from. */
public enum Author {
    /** The client, or the panel or reseller on its behalf. */
    CLIENT,
    STAFF;

    /** The name on the wire. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name on the wire. */
    @JsonCreator
    public static Author of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
