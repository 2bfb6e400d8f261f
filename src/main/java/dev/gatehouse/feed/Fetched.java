package dev.gatehouse.feed;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What a source answered. */
sealed interface Fetched {
    /** {@code 304}: as before. */
    record Unchanged() implements Fetched {}

    /**
     * Something new.
     *
     * @param body unpacked
     * @param etag the validator, as it came
     * @param lastModified the other validator, as it came
     */
    record Changed(Buffer body, @Nullable String etag, @Nullable String lastModified) implements Fetched {}
}
