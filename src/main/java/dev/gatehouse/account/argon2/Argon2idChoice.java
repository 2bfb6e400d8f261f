package dev.gatehouse.account.argon2;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which implementation computes the passwords' hashes: the C library's, or where that cannot be loaded, Java's. Chosen
 * with the first hash, for the life of the process. A WARN says that it is Java's and why; {@code
 * gatehouse_passwords_native} is 1 for C, 0 for Java, and not a number before the choice.
 */
@ApplicationScoped
@Startup // so that the metric is there from the start; nothing is loaded yet
public class Argon2idChoice {
    private static final Logger LOG = Logger.getLogger(Argon2idChoice.class);

    private final @Nullable Path directory;
    private volatile @Nullable Argon2id chosen;

    Argon2idChoice(LibrarySettings settings, MeterRegistry registry) {
        this.directory = settings.libraries().orElse(null);
        Gauge.builder("gatehouse.passwords.native", this, Argon2idChoice::state).register(registry);
    }

    /** The implementation. The first call loads libraries, so never call it on the event loop. */
    public Argon2id get() {
        Argon2id found = chosen;
        if (found == null) {
            synchronized (this) {
                found = chosen;
                if (found == null) {
                    found = choose();
                    chosen = found;
                }
            }
        }
        return found;
    }

    // JNA reports what it cannot load by several kinds of Error, its own version's mismatch by Error itself.
    private Argon2id choose() {
        try (NativeLibraries libraries =
                directory == null ? NativeLibraries.unpacked() : NativeLibraries.in(directory)) {
            Argon2id loaded = libraries.load();
            if (!KnownAnswer.isGivenBy(loaded)) {
                throw new IllegalStateException("the library does not compute what RFC 9106 says");
            }
            LOG.info("passwords hashed=native");
            return loaded;
        } catch (IOException | RuntimeException | Error e) {
            LOG.warnf("passwords hashed=java, slowly in a native executable: the C library is not used reason=%s", e);
            return new JavaArgon2id();
        }
    }

    private double state() {
        Argon2id found = chosen;
        if (found == null) {
            return Double.NaN;
        }
        return found instanceof NativeArgon2id ? 1 : 0;
    }
}
