package dev.gatehouse.platform.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;

/** The one source of randomness; made at run time, since a static one would be frozen into a native image. */
@ApplicationScoped
public class RandomSource {
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** That many random bytes. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A token of 256 random bits, base64url without padding (43 characters). */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    /** A number from 0 up to, but without, the bound; evenly distributed. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from 0 up to, but without, 1; evenly distributed. */
    public double fraction() {
        return random.nextDouble();
    }
}
