package dev.gatehouse.feed;

import dev.gatehouse.feed.SourceFetcher.Validators;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a source stands.
 *
 * @param validators of the answer that was accepted last
 * @param packed what it said last that was accepted, as {@link Packing} packs it; {@code null}: nothing yet
 * @param size how many entries that is
 * @param lastSuccessAt when it last gave or confirmed that
 * @param lastError what went wrong at the last attempt; {@code null}: nothing
 * @param lastErrorAt when something last went wrong
 */
record SourceState(
        String url,
        Validators validators,
        @Nullable Buffer packed,
        int size,
        @Nullable Instant lastSuccessAt,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {
    /** Of a source that was never asked. */
    static SourceState unknown(String url) {
        return new SourceState(url, Validators.NONE, null, 0, null, null, null);
    }

    SourceState renewed(Validators sent, Buffer content, int entries, Instant at) {
        return new SourceState(url, sent, content, entries, at, null, lastErrorAt);
    }

    SourceState confirmed(Instant at) {
        return new SourceState(url, validators, packed, size, at, null, lastErrorAt);
    }

    SourceState failed(String error, Instant at) {
        return new SourceState(url, validators, packed, size, lastSuccessAt, error, at);
    }
}
