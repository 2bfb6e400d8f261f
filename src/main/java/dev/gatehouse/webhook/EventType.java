package dev.gatehouse.webhook;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be told; the names of the contract. */
public enum EventType {
    ACCOUNT_VERIFIED,
    KYC_REQUIRED,
    KYC_SUBMITTED,
    KYC_APPROVED,
    KYC_REJECTED,
    ORDER_ACCEPTED,
    ORDER_REFUSED,
    ORDER_CONFIRMED,
    TICKET_OPENED,
    TICKET_REPLIED;

    /** The name on the wire, such as {@code kyc.required}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The type of that name, or {@code null}. */
    public static @Nullable EventType of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst()
                .orElse(null);
    }
}
