package dev.gatehouse.platform.crypto;

/** Sealers for tests without CDI. */
public final class TestSealers {
    private TestSealers() {}

    /** One with that keyring. */
    public static Sealer of(Keyring keyring) {
        return new Sealer(keyring, new RandomSource());
    }
}
