package dev.gatehouse.kyc;

import dev.gatehouse.platform.crypto.PieceSealer;
import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.crypto.Sealer;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Makes the key of each document, and wraps it under one derived from {@code GATEHOUSE_SECRET}. A wrapped key opens for
 * its own document, case and media type alone, so that none of them can be exchanged in the table.
 */
@ApplicationScoped
class DocumentKeys {
    private static final String PURPOSE = "kyc-document";

    private final Sealer sealer;
    private final RandomSource random;

    DocumentKeys(Sealer sealer, RandomSource random) {
        this.sealer = sealer;
        this.random = random;
    }

    /** A new document's sealer and its wrapped key. */
    record NewKey(PieceSealer sealer, Buffer wrapped) {
        @Override
        public String toString() {
            return "NewKey";
        }
    }

    /** Makes a key for a document. */
    NewKey make(UUID id, UUID caseId, String mediaType) {
        byte[] key = random.bytes(PieceSealer.KEY_LENGTH);
        return new NewKey(
                new PieceSealer(key, id), Buffer.buffer(sealer.seal(PURPOSE, context(id, caseId, mediaType), key)));
    }

    /**
     * Unwraps the key of a document.
     *
     * @throws dev.gatehouse.platform.crypto.UnsealableException if the secret that it was wrapped under is not known any
     *     more, or it is another document's
     */
    PieceSealer open(CaseDocument document, Buffer wrapped) {
        String context = context(document.id(), document.caseId(), document.mediaType());
        return new PieceSealer(sealer.open(PURPOSE, context, wrapped.getBytes()), document.id());
    }

    /**
     * Wraps a key anew under the current secret.
     *
     * @throws dev.gatehouse.platform.crypto.UnsealableException as {@link #open}
     */
    Buffer rewrap(CaseDocument document, Buffer wrapped) {
        String context = context(document.id(), document.caseId(), document.mediaType());
        return Buffer.buffer(sealer.seal(PURPOSE, context, sealer.open(PURPOSE, context, wrapped.getBytes())));
    }

    /** How every key begins that is wrapped under the current secret. */
    Buffer currentMark() {
        return Buffer.buffer(sealer.currentMark());
    }

    private static String context(UUID id, UUID caseId, String mediaType) {
        return id + "\n" + caseId + '\n' + mediaType;
    }
}
