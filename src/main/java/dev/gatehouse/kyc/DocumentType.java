package dev.gatehouse.kyc;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client is asked for. */
public enum DocumentType {
    IDENTITY_DOCUMENT,
    SELFIE,
    PROOF_OF_ADDRESS;

    /** The name on the wire and in the table. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that name, or {@code null}. */
    public static @Nullable DocumentType of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst()
                .orElse(null);
    }
}
