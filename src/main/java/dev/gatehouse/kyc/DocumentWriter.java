package dev.gatehouse.kyc;

import dev.gatehouse.platform.crypto.PieceSealer;
import dev.gatehouse.platform.flight.Turns;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Seals and stores a document piece by piece, each with a statement of its own: no connection is held while the client
 * sends. Only a few of a node's uploads write at a time, so that others find a connection in the pool; those that wait
 * for their turn do not read on.
 *
 * <p>A piece is sealed on the event loop: that takes a tenth of a millisecond.
 */
@ApplicationScoped
class DocumentWriter {
    /** What is sealed at once; sealed it stays far below the 256 KiB of a row, to keep many uploads small in memory. */
    static final int PIECE = 128 * 1024 - PieceSealer.OVERHEAD;

    /** Well below the size of the pool (20). */
    private static final int WRITERS = 4;

    private final DocumentStore store;
    private final DocumentKeys keys;
    private final Database database;
    private final Ids ids;
    private final Turns turns = new Turns(WRITERS);

    DocumentWriter(DocumentStore store, DocumentKeys keys, Database database, Ids ids) {
        this.store = store;
        this.keys = keys;
        this.database = database;
        this.ids = ids;
    }

    /** A document that is being written, piece after piece. */
    final class Draft {
        private final UUID id;
        private final PieceSealer sealer;
        private int pieces;

        private Draft(UUID id, PieceSealer sealer) {
            this.id = id;
            this.sealer = sealer;
        }

        /** Seals and stores the next piece; not to be called before the one before is stored. */
        Uni<Void> write(byte[] piece, boolean last) {
            int number = pieces++;
            return turns.take(() -> store.add(database.client(), id, number, last, sealer.seal(number, last, piece)));
        }

        /** Makes the document whole in the caller's transaction; {@code null} if it has been deleted meanwhile. */
        Uni<@Nullable CaseDocument> finish(SqlConnection tx, DocumentType type, long size) {
            return store.finish(tx, id, type, size);
        }

        /** Takes back what has been written. */
        Uni<Void> drop() {
            return store.drop(database.client(), id);
        }
    }

    /** Begins a document of a case. */
    Uni<Draft> begin(UUID caseId, DocumentFormat format) {
        UUID id = ids.next();
        DocumentKeys.NewKey key = keys.make(id, caseId, format.mediaType());
        return turns.take(() -> store.begin(database.client(), id, caseId, format.mediaType(), key.wrapped()))
                .replaceWith(() -> new Draft(id, key.sealer()));
    }

    /** Does something in a transaction, when there is a turn. */
    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return turns.take(() -> database.inTransaction(work));
    }
}
