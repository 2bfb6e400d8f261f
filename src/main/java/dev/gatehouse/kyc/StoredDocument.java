package dev.gatehouse.kyc;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A whole document with its sealed key.
 *
 * @param accountId whose it is
 * @param wrappedKey {@code null} once it has been deleted
 */
record StoredDocument(CaseDocument document, UUID accountId, @Nullable Buffer wrappedKey) {
    /** A key is not for the log, sealed or not. */
    @Override
    public String toString() {
        return "StoredDocument[id=" + document.id() + ']';
    }
}
