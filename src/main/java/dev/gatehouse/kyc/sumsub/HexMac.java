package dev.gatehouse.kyc.sumsub;

import dev.gatehouse.platform.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC (RFC 2104) in hexadecimal, as Sumsub writes signatures: over the parts as they are, one after the other. */
enum HexMac {
    SHA256("HmacSHA256"),
    SHA512("HmacSHA512");

    private final String algorithm;

    HexMac(String algorithm) {
        this.algorithm = algorithm;
    }

    /** The signature in lower case. */
    String of(String secret, byte[]... parts) {
        return HexFormat.of().formatHex(bytes(secret, parts));
    }

    /** Whether that is the signature, in a time that does not tell where it differs. */
    boolean matches(String hex, String secret, byte[]... parts) {
        try {
            return Digests.same(HexFormat.of().parseHex(hex), bytes(secret, parts));
        } catch (IllegalArgumentException e) {
            // Not hexadecimal, so nobody's signature.
            return false;
        }
    }

    private byte[] bytes(String secret, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is missing from this Java", e);
        }
    }
}
