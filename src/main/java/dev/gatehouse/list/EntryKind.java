package dev.gatehouse.list;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gatehouse.link.EmailFold;
import java.util.Arrays;
import java.util.Locale;

/** What an entry names. */
public enum EntryKind {
    /** One mailbox, in whichever of the spellings that reach it; see {@link EmailFold}. */
    EMAIL,
    /** A mail domain and all its subdomains. */
    DOMAIN,
    /** One number, E.164. */
    PHONE,
    /** One address, exactly; a whole IPv6 customer is a {@link #CIDR} of /64. */
    IP,
    /** A network. */
    CIDR,
    /** One {@code Gatehouse-Device}. */
    DEVICE;

    /** The name in the contract. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name in the contract. */
    @JsonCreator
    public static EntryKind of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of email, domain, phone, ip, cidr, device"));
    }

    /** What an entry of this kind and value is looked up by; the index is on the same text. */
    String key(String value) {
        return wireName() + ':' + value;
    }
}
