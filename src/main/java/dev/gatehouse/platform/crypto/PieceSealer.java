package dev.gatehouse.platform.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a value that is too large for memory piece by piece, with AES-256-GCM (NIST SP 800-38D) under a key that nothing
 * else is sealed with. A piece is bound to its place: the value's id, its number, and whether it is the last are
 * associated data, so that pieces do not open in another order, in another value, or where the end was cut off. Number
 * and last-flag are the nonce too (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015): with
 * a key of the value's own no nonce comes twice, as long as no piece is sealed twice.
 */
public final class PieceSealer {
    /** The length of such a key in bytes. */
    public static final int KEY_LENGTH = 32;

    /** By how many bytes a sealed piece is longer. */
    public static final int OVERHEAD = 16;

    private static final int NONCE_LENGTH = 12;
    private static final int PLACE_LENGTH = Long.BYTES * 2 + Integer.BYTES + 1;

    private final SecretKeySpec key;
    private final UUID id;

    /** For the value of that id, under its own key. */
    public PieceSealer(byte[] key, UUID id) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.id = id;
    }

    /** Seals the piece of that number, counted from 0. */
    public byte[] seal(int number, boolean last, byte[] piece) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(piece);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing from this Java", e);
        }
    }

    /**
     * Opens a piece.
     *
     * @throws UnsealableException if it was changed, or is not the value's piece of that number, last or not
     */
    public byte[] open(int number, boolean last, byte[] sealed) {
        if (sealed.length < OVERHEAD) {
            throw new UnsealableException("shorter than a seal");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new UnsealableException("does not open at this place");
        }
    }

    private Cipher cipher(int mode, int number, boolean last) throws GeneralSecurityException {
        byte flag = (byte) (last ? 1 : 0);
        byte[] nonce = new byte[NONCE_LENGTH];
        ByteBuffer.wrap(nonce)
                .position(NONCE_LENGTH - Integer.BYTES - 1)
                .putInt(number)
                .put(flag);
        byte[] place = new byte[PLACE_LENGTH];
        ByteBuffer.wrap(place)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(number)
                .put(flag);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(OVERHEAD * Byte.SIZE, nonce));
        cipher.updateAAD(place);
        return cipher;
    }
}
