package dev.gatehouse.platform.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.jspecify.annotations.Nullable;

/**
 * Keys for every purpose, derived from {@code GATEHOUSE_SECRET} by HKDF-SHA-256 (RFC 5869) with the purpose as info.
 * Each secret has a short id, so that what was made under the previous one is still read after a change.
 */
@ApplicationScoped
public class Keyring {
    /** Length of a key id in bytes. */
    static final int ID_LENGTH = 4;

    private static final int KEY_LENGTH = 32;

    private final byte[] currentId;
    private final Map<String, byte[]> secrets;
    private final Map<String, byte[]> derived = new ConcurrentHashMap<>();

    Keyring(SecretSettings settings) {
        byte[] current =
                decode(settings.current().orElseThrow(() -> new IllegalStateException("GATEHOUSE_SECRET is missing")));
        byte @Nullable [] previous = settings.previous().map(Keyring::decode).orElse(null);
        this.currentId = idOf(current);
        this.secrets = previous == null
                ? Map.of(name(currentId), current)
                : Map.of(name(currentId), current, name(idOf(previous)), previous);
    }

    /** The id of the secret that new things are made under. */
    public byte[] currentId() {
        return currentId.clone();
    }

    /** The ids of every secret that is still read, the current one first. */
    public Stream<byte[]> ids() {
        return Stream.concat(
                Stream.of(currentId.clone()),
                secrets.keySet().stream()
                        .filter(name -> !name.equals(name(currentId)))
                        .map(name -> Base64.getDecoder().decode(name)));
    }

    /** The current 256-bit key for a purpose. */
    public byte[] key(String purpose) {
        byte[] key = key(purpose, currentId);
        if (key == null) {
            throw new IllegalStateException("no current secret");
        }
        return key;
    }

    /** The 256-bit key for a purpose under the secret of that id, or {@code null} if that secret is no longer known. */
    public byte @Nullable [] key(String purpose, byte[] id) {
        byte[] secret = secrets.get(name(id));
        if (secret == null) {
            return null;
        }
        return derived.computeIfAbsent(name(id) + '/' + purpose, any -> derive(secret, purpose))
                .clone();
    }

    /** Reads a setting's base64. */
    public static byte[] decode(String setting) {
        return Base64.getDecoder().decode(setting.trim());
    }

    private static byte[] idOf(byte[] secret) {
        return Arrays.copyOf(derive(secret, "key-id"), ID_LENGTH);
    }

    private static String name(byte[] id) {
        return Base64.getEncoder().encodeToString(id);
    }

    private static byte[] derive(byte[] secret, String purpose) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(secret, null, ("gatehouse/" + purpose).getBytes(StandardCharsets.UTF_8)));
        byte[] key = new byte[KEY_LENGTH];
        hkdf.generateBytes(key, 0, key.length);
        return key;
    }
}
