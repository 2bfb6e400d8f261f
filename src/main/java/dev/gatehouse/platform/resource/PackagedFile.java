package dev.gatehouse.platform.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file of the class path, such as {@code redis/velocity.lua}. Each must match {@code
 * quarkus.native.resources.includes}, else the native executable does not hold it.
 */
public final class PackagedFile {
    private PackagedFile() {}

    /**
     * Its bytes.
     *
     * @throws IllegalStateException if it is not in the package
     */
    public static byte[] bytes(String path) {
        try (InputStream stream = PackagedFile.class.getResourceAsStream("/" + path)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the class path: " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Its text, which is UTF-8.
     *
     * @throws IllegalStateException if it is not in the package
     */
    public static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }
}
