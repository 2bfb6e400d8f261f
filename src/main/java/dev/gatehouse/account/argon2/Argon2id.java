package dev.gatehouse.account.argon2;

/** An implementation of Argon2id, version 0x13, with tags of 32 bytes. All of them return the same for the same input. */
public interface Argon2id {
    /** The length of a tag in bytes. */
    int LENGTH = 32;

    /**
     * The tag. Takes tens of milliseconds of CPU and the memory that the cost says, which is free again afterwards.
     *
     * @param secret RFC 9106's K, empty for none
     * @param data RFC 9106's X, the associated data, empty for none
     */
    byte[] tag(Argon2Cost cost, byte[] password, byte[] salt, byte[] secret, byte[] data);

    /** The tag without a secret and without associated data. */
    default byte[] tag(Argon2Cost cost, byte[] password, byte[] salt) {
        return tag(cost, password, salt, new byte[0], new byte[0]);
    }
}
