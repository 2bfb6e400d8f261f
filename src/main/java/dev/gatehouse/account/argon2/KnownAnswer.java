package dev.gatehouse.account.argon2;

import java.util.Arrays;
import java.util.HexFormat;

/** RFC 9106's test vector for Argon2id (section 5.3), by which a library is judged before it is used. */
final class KnownAnswer {
    private static final byte[] TAG =
            HexFormat.of().parseHex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");

    private KnownAnswer() {}

    /** Whether the implementation returns what the RFC says. */
    static boolean isGivenBy(Argon2id implementation) {
        return Arrays.equals(
                implementation.tag(new Argon2Cost(32, 3, 4), filled(32, 1), filled(16, 2), filled(8, 3), filled(12, 4)),
                TAG);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
