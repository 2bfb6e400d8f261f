package dev.gatehouse.account.argon2;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * The directory from which the C library and JNA's own are loaded: one in which they lie ready, or a temporary one that
 * only this user may enter and that is gone once they are loaded. JNA would unpack its library by itself, but to a name
 * that another user of the machine can foresee.
 */
final class NativeLibraries implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NativeLibraries.class);
    private static final String ARGON2 = "libargon2.so";
    private static final String JNA = "libjnidispatch.so";

    private final Path directory;
    private final boolean temporary;

    private NativeLibraries(Path directory, boolean temporary) {
        this.directory = directory;
        this.temporary = temporary;
    }

    /** Those that lie in that directory as {@code libargon2.so} and {@code libjnidispatch.so}. */
    static NativeLibraries in(Path directory) {
        return new NativeLibraries(directory.toAbsolutePath(), false);
    }

    /** Those of the package that are for this machine, unpacked. */
    static NativeLibraries unpacked() throws IOException {
        return unpacked(Platform.RESOURCE_PREFIX);
    }

    /** Those of the package that are for machines such as {@code linux-x86-64}, unpacked. */
    static NativeLibraries unpacked(String platform) throws IOException {
        NativeLibraries libraries = new NativeLibraries(Files.createTempDirectory("gatehouse-"), true);
        try {
            libraries.unpack(platform + '/' + ARGON2, ARGON2);
            libraries.unpack("com/sun/jna/" + platform + '/' + JNA, JNA);
            return libraries;
        } catch (IOException | RuntimeException e) {
            libraries.close();
            throw e;
        }
    }

    /** Where they lie. */
    Path directory() {
        return directory;
    }

    /**
     * Loads them. JNA can be loaded only once in the life of a process, so it is not tried if a file is missing.
     *
     * @throws IOException if one is not there
     * @throws Error of several kinds, if JNA cannot load one, or if its own is of another version
     */
    Argon2id load() throws IOException {
        Path argon2 = present(ARGON2);
        present(JNA);
        System.setProperty("jna.boot.library.path", directory.toString());
        System.setProperty("jna.nounpack", "true");
        System.setProperty("jna.noclasspath", "true");
        return NativeArgon2id.of(argon2);
    }

    /** Deletes what was unpacked: a library that is loaded stays so. What is left behind is told, and does no harm. */
    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            Files.deleteIfExists(directory.resolve(ARGON2));
            Files.deleteIfExists(directory.resolve(JNA));
            Files.delete(directory);
        } catch (IOException e) {
            LOG.warnf("unpacked libraries are left behind reason=%s", e);
        }
    }

    private Path present(String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    private void unpack(String resource, String name) throws IOException {
        try (InputStream stream = NativeLibraries.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new NoSuchFileException(resource, null, "not in the package");
            }
            Files.copy(stream, directory.resolve(name));
        }
    }
}
