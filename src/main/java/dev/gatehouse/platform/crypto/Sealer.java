package dev.gatehouse.platform.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals small values with AES-256-GCM (NIST SP 800-38D) under a key derived for a purpose. The form is
 * {@code version(1) | key id(4) | nonce(12) | ciphertext and tag}; the purpose and a context (a row's id) are
 * associated data, so that a sealed value opens only where it belongs.
 */
@ApplicationScoped
public class Sealer {
    private static final byte VERSION = 1;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final Keyring keyring;
    private final RandomSource random;

    Sealer(Keyring keyring, RandomSource random) {
        this.keyring = keyring;
        this.random = random;
    }

    /** Seals the value for a purpose and a context. */
    public byte[] seal(String purpose, String context, byte[] value) {
        byte[] nonce = random.bytes(NONCE_LENGTH);
        byte[] id = keyring.currentId();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keyring.key(purpose), nonce, purpose, context);
            byte[] sealed = cipher.doFinal(value);
            return ByteBuffer.allocate(1 + id.length + nonce.length + sealed.length)
                    .put(VERSION)
                    .put(id)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing from this Java", e);
        }
    }

    /** How everything begins that is sealed now: version and key id. */
    public byte[] currentMark() {
        byte[] id = keyring.currentId();
        return ByteBuffer.allocate(1 + id.length).put(VERSION).put(id).array();
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws UnsealableException if it was made under a secret that is no longer known, for another purpose or
     *     context, or was changed
     */
    public byte[] open(String purpose, String context, byte[] sealed) {
        if (sealed.length < 1 + Keyring.ID_LENGTH + NONCE_LENGTH + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new UnsealableException("not a sealed value");
        }
        ByteBuffer buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        byte[] id = new byte[Keyring.ID_LENGTH];
        byte[] nonce = new byte[NONCE_LENGTH];
        buffer.get(id).get(nonce);
        byte[] key = keyring.key(purpose, id);
        if (key == null) {
            throw new UnsealableException("sealed under a secret that is not known here");
        }
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, purpose, context).doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new UnsealableException("does not open for this purpose and context");
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String purpose, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((purpose + '\n' + context).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
