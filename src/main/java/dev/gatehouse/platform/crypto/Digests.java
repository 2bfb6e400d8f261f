package dev.gatehouse.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA-256, and the comparison that takes the same time whatever differs. */
public final class Digests {
    private static final String HMAC = "HmacSHA256";

    private Digests() {}

    /** To be copied: to look for an algorithm among the providers takes longer than to hash a short text. */
    private static final class Ready {
        static final Mac MAC = ready();

        private static Mac ready() {
            try {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(new SecretKeySpec(new byte[1], HMAC));
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(HMAC + " is missing from this Java", e);
            }
        }
    }

    /** SHA-256 of a text in UTF-8; of a random token, what is stored in its place. */
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }

    /**
     * HMAC-SHA-256 (RFC 2104) over the parts. Each part is preceded by its length, so that no two lists of parts have
     * the same input.
     */
    public static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = (Mac) Ready.MAC.clone();
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update((byte) (part.length >>> 24));
                mac.update((byte) (part.length >>> 16));
                mac.update((byte) (part.length >>> 8));
                mac.update((byte) part.length);
                mac.update(part);
            }
            return mac.doFinal();
        } catch (CloneNotSupportedException | InvalidKeyException e) {
            throw new IllegalStateException(HMAC + " of this Java cannot be copied or refuses the key", e);
        }
    }

    /** Whether both are equal, in a time that does not tell where they differ. */
    public static boolean same(byte[] left, byte[] right) {
        return MessageDigest.isEqual(left, right);
    }
}
