package dev.gatehouse.kyc;

import dev.gatehouse.platform.crypto.UnsealableException;
import dev.gatehouse.platform.persistence.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * After a change of {@code GATEHOUSE_SECRET}, wraps the keys of documents anew, so that the previous secret is not needed
 * for as long as documents are kept. The content is not touched.
 */
@Singleton
final class DocumentRewrap {
    private static final Logger LOG = Logger.getLogger(DocumentRewrap.class);
    private static final int BATCH = 100;

    private final DocumentStore store;
    private final DocumentKeys keys;
    private final Database database;

    DocumentRewrap(DocumentStore store, DocumentKeys keys, Database database) {
        this.store = store;
        this.keys = keys;
        this.database = database;
    }

    @Scheduled(
            identity = "kyc-document-keys",
            every = "1h",
            delayed = "2m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return rewrap();
    }

    /** Wraps all anew that are not under the current secret. A failure is logged and leaves the rest to the next time. */
    Uni<Void> rewrap() {
        return after(new UUID(0, 0))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "document keys were not wrapped anew: %s",
                        failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> after(UUID id) {
        return store.wrappedBefore(database.client(), keys.currentMark(), id, BATCH)
                .flatMap(found -> each(found)
                        .chain(() -> found.size() < BATCH
                                ? Uni.createFrom().voidItem()
                                : after(found.get(found.size() - 1).document().id())));
    }

    private Uni<Void> each(List<StoredDocument> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(this::one)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> one(StoredDocument found) {
        Buffer wrapped = found.wrappedKey();
        Buffer anew = wrapped == null ? null : anew(found.document(), wrapped);
        return anew == null || wrapped == null
                ? Uni.createFrom().voidItem()
                : store.wrap(database.client(), found.document().id(), wrapped, anew);
    }

    private @Nullable Buffer anew(CaseDocument document, Buffer wrapped) {
        try {
            return keys.rewrap(document, wrapped);
        } catch (UnsealableException e) {
            LOG.warnf("document=%s cannot be opened: %s", document.id(), e.getMessage());
            return null;
        }
    }
}
