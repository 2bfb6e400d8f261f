package dev.gatehouse.kyc;

import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.platform.crypto.PieceSealer;
import dev.gatehouse.platform.crypto.UnsealableException;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Opens documents for staff. Each reading is in the audit log before anything of the document leaves. */
@ApplicationScoped
public class DocumentReader {
    private static final Logger LOG = Logger.getLogger(DocumentReader.class);

    private final DocumentStore store;
    private final DocumentKeys keys;
    private final AuditLog audit;
    private final Database database;

    DocumentReader(DocumentStore store, DocumentKeys keys, AuditLog audit, Database database) {
        this.store = store;
        this.keys = keys;
        this.audit = audit;
        this.database = database;
    }

    /**
     * An open document.
     *
     * @param fileName what to save it as; made here, for the client's name for it is not kept
     * @param content its bytes, piece by piece; each is fetched and opened when it is asked for, and no connection is
     *     held in between. Fails where a piece does not open: what came until then is genuine
     */
    public record Content(CaseDocument document, String fileName, Multi<Buffer> content) {}

    /**
     * Opens a document of a case. Fails with {@code 404} where the case has none of that id or it has been deleted, and
     * with {@code 503} where it does not open, since the secret that it was sealed under is not set any more.
     *
     * @param actor who reads it
     */
    public Uni<Content> open(UUID caseId, UUID id, String actor) {
        return store.find(database.client(), caseId, id).flatMap(found -> {
            Buffer wrapped = found == null ? null : found.wrappedKey();
            if (found == null || wrapped == null) {
                return Uni.createFrom().failure(Refusal.of(ErrorCode.NOT_FOUND));
            }
            return open(found.document(), wrapped).call(() -> record(found, actor));
        });
    }

    private Uni<Content> open(CaseDocument document, Buffer wrapped) {
        return Uni.createFrom()
                .item(() -> keys.open(document, wrapped))
                .flatMap(sealer -> piece(document, sealer, 0).map(first -> content(document, sealer, first)))
                .onFailure(
                        failure -> failure instanceof UnsealableException || failure instanceof MissingPieceException)
                .transform(failure -> {
                    LOG.warnf("document=%s cannot be opened: %s", document.id(), failure.getMessage());
                    return Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The document cannot be opened right now.");
                });
    }

    private Content content(CaseDocument document, PieceSealer sealer, Piece first) {
        Multi<Buffer> rest = Multi.createBy()
                .repeating()
                .uni(() -> new AtomicInteger(1), number -> piece(document, sealer, number.getAndIncrement()))
                .whilst(piece -> !piece.last())
                .map(Piece::bytes);
        Multi<Buffer> content = first.last()
                ? Multi.createFrom().item(first.bytes())
                : Multi.createBy().concatenating().streams(Multi.createFrom().item(first.bytes()), rest);
        String name = document.type().wireName().replace('_', '-')
                + '-'
                + document.id()
                + '.'
                + DocumentFormat.of(document.mediaType()).extension();
        return new Content(document, name, content);
    }

    private Uni<Piece> piece(CaseDocument document, PieceSealer sealer, int number) {
        return store.chunk(database.client(), document.id(), number)
                .onItem()
                .ifNull()
                .failWith(MissingPieceException::new)
                .map(Objects::requireNonNull)
                .map(chunk -> open(sealer, number, chunk));
    }

    private static Piece open(PieceSealer sealer, int number, DocumentStore.Chunk chunk) {
        byte[] opened = sealer.open(number, chunk.last(), chunk.data().getBytes());
        return new Piece(chunk.last(), Buffer.buffer(opened));
    }

    private Uni<Void> record(StoredDocument found, String actor) {
        JsonObject detail = new JsonObject()
                .put("caseId", found.document().caseId().toString())
                .put("documentId", found.document().id().toString())
                .put("type", found.document().type().wireName());
        return database.inTransaction(
                tx -> audit.record(tx, Act.on(found.accountId(), actor, "kyc.document.read", detail)));
    }

    private record Piece(boolean last, Buffer bytes) {
        @Override
        public String toString() {
            return "Piece[last=" + last + ']';
        }
    }

    /** Rows of the document are gone. */
    private static final class MissingPieceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingPieceException() {
            super("a piece is missing");
        }
    }
}
