package dev.gatehouse.platform.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Keyrings for tests without CDI. */
public final class TestKeyrings {
    private static final int LENGTH = 32;

    private TestKeyrings() {}

    /** A keyring whose secret consists of that one byte. */
    public static Keyring of(byte fill) {
        return new Keyring(settings(secret(fill), Optional.empty()));
    }

    /** A keyring with a secret and the one before, each of one byte. */
    public static Keyring of(byte fill, byte previous) {
        return new Keyring(settings(secret(fill), Optional.of(secret(previous))));
    }

    /** Seals under a keyring. */
    public static Sealer sealer(Keyring keyring) {
        return new Sealer(keyring, new RandomSource());
    }

    private static String secret(byte fill) {
        byte[] secret = new byte[LENGTH];
        Arrays.fill(secret, fill);
        return Base64.getEncoder().encodeToString(secret);
    }

    private static SecretSettings settings(String current, Optional<String> previous) {
        return new SecretSettings() {
            @Override
            public Optional<String> current() {
                return Optional.of(current);
            }

            @Override
            public Optional<String> previous() {
                return previous;
            }
        };
    }
}
