package dev.gatehouse.load;

import java.util.Arrays;
import java.util.Base64;

/** The secret under which the measured service runs. It guards nothing. */
public final class Secret {
    /** Each byte of it. */
    public static final byte FILL = 0x5A;

    private static final int LENGTH = 32;

    private Secret() {}

    /** As {@code GATEHOUSE_SECRET} has it. */
    static String base64() {
        byte[] secret = new byte[LENGTH];
        Arrays.fill(secret, FILL);
        return Base64.getEncoder().encodeToString(secret);
    }
}
