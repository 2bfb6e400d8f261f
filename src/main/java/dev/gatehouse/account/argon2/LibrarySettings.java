package dev.gatehouse.account.argon2;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the C library that hashes passwords comes from. */
@ConfigMapping(prefix = "gatehouse.passwords")
public interface LibrarySettings {
    /**
     * A directory with {@code libargon2.so} and {@code libjnidispatch.so}. Without one they are unpacked to the temporary
     * directory, which must be writable and not mounted {@code noexec}.
     */
    Optional<Path> libraries();
}
