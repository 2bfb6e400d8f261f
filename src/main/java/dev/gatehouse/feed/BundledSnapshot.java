package dev.gatehouse.feed;

import dev.gatehouse.platform.resource.PackagedFile;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;

/** The snapshot that is part of the package; {@code tools/disposable-domains} makes it. */
final class BundledSnapshot {
    private static final String RESOURCE = "feed/disposable-domains.txt.gz";

    private BundledSnapshot() {}

    /**
     * A native executable holds the index as it was made when the executable was built, and not the resource; it reads of
     * the index what it looks at. A virtual machine makes it when it is first asked for.
     */
    private static final class Made {
        static final DisposableDomains INDEX = load();
    }

    /** Its index, made once. */
    static DisposableDomains index() {
        return Made.INDEX;
    }

    /**
     * Reads it and makes an index.
     *
     * @throws IllegalStateException if it is not in the package
     */
    static DisposableDomains load() {
        return DisposableDomains.of(bytes());
    }

    /** The snapshot, unpacked. */
    static byte[] bytes() {
        return unpack(PackagedFile.bytes(RESOURCE));
    }

    /** Unpacks into an array of the very size, which the last four bytes tell (RFC 1952, section 2.3.1). */
    private static byte[] unpack(byte[] packed) {
        int size = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(packed.length - Integer.BYTES);
        byte[] text = new byte[size];
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed), 65_536)) {
            if (stream.readNBytes(text, 0, size) < size || stream.read() >= 0) {
                throw new EOFException("damaged: " + RESOURCE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text;
    }
}
