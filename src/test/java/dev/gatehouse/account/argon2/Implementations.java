package dev.gatehouse.account.argon2;

import java.io.IOException;
import java.util.stream.Stream;

/** Both implementations of Argon2id, for tests that hold for each. */
public final class Implementations {
    private Implementations() {}

    /** C's first. Fails where the C library cannot be loaded: a test of it must not be skipped unseen. */
    public static Stream<Argon2id> all() throws IOException {
        return Stream.of(inC(), inJava());
    }

    /** The C library's. */
    public static Argon2id inC() throws IOException {
        try (NativeLibraries libraries = NativeLibraries.unpacked()) {
            return libraries.load();
        }
    }

    /** Java's. */
    public static Argon2id inJava() {
        return new JavaArgon2id();
    }
}
