package dev.gatehouse.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks (specification 1.0.0, "Signature scheme") says: {@code v1,} and the base64 HMAC-SHA-256 over
 * id, timestamp and body with dots between them; one signature for each live secret, blanks between them. Pure.
 */
final class Signature {
    private Signature() {}

    /** The header field {@code webhook-signature}. */
    static String header(List<byte[]> secrets, UUID id, long timestamp, String body) {
        return secrets.stream()
                .map(secret -> of(secret, id.toString(), timestamp, body))
                .collect(Collectors.joining(" "));
    }

    /** One signature. */
    static String of(byte[] secret, String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] signed = mac.doFinal((id + '.' + timestamp + '.' + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing from this Java", e);
        }
    }
}
