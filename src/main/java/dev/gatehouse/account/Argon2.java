package dev.gatehouse.account;

import dev.gatehouse.account.argon2.Argon2Cost;
import dev.gatehouse.account.argon2.Argon2id;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id (RFC 9106) and its PHC string form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}, so that parameters can rise
 * without locking anybody out.
 *
 * @param memory in KiB
 * @param iterations passes
 * @param lanes parallelism
 * @param salt base64 without padding
 */
record Argon2(int memory, int iterations, int lanes, String salt) {
    /** 19 MiB, two passes, one lane: the OWASP password storage cheat sheet's choice. */
    static Argon2 standard(byte[] salt) {
        return new Argon2(19 * 1024, 2, 1, ENCODER.encodeToString(salt));
    }

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /** Reads the parameters and the salt of a PHC string. */
    static Argon2 of(String phc) {
        Matcher matcher = match(phc);
        return new Argon2(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4));
    }

    /**
     * Hashes; takes tens of milliseconds of CPU, so never on the event loop. Returns the PHC string, the same one whatever
     * the implementation.
     */
    String hash(String password, Argon2id implementation) {
        byte[] hash = implementation.tag(
                new Argon2Cost(memory, iterations, lanes),
                password.getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(salt));
        return "$argon2id$v=19$m=" + memory + ",t=" + iterations + ",p=" + lanes + '$' + salt + '$'
                + ENCODER.encodeToString(hash);
    }

    private static Matcher match(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an Argon2id PHC string");
        }
        return matcher;
    }
}
