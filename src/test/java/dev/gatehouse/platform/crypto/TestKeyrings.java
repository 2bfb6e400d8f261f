package dev.gatehouse.platform.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Keyrings for tests without CDI. */
public final class TestKeyrings {
    private TestKeyrings() {}

    /** A keyring whose secret consists of that one byte. */
    public static Keyring of(byte fill) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, fill);
        return new Keyring(new SecretSettings() {
            @Override
            public Optional<String> current() {
                return Optional.of(Base64.getEncoder().encodeToString(secret));
            }

            @Override
            public Optional<String> previous() {
                return Optional.empty();
            }
        });
    }
}
