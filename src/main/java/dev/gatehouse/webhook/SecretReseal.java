package dev.gatehouse.webhook;

import dev.gatehouse.platform.crypto.UnsealableException;
import dev.gatehouse.webhook.EndpointStore.Sealed;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * After a change of {@code GATEHOUSE_SECRET}, seals the secrets of endpoints anew, so that the previous one is not needed
 * for as long as endpoints live. The secrets stay what they are: receivers notice nothing.
 */
@Singleton
final class SecretReseal {
    private static final Logger LOG = Logger.getLogger(SecretReseal.class);
    private static final int BATCH = 100;

    private final EndpointStore store;
    private final Secrets secrets;

    SecretReseal(EndpointStore store, Secrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    @Scheduled(
            identity = "webhook-secrets",
            every = "1h",
            delayed = "2m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return reseal();
    }

    /** Seals all anew that are not under the current secret. A failure is logged and leaves the rest to the next time. */
    Uni<Void> reseal() {
        return after(new UUID(0, 0))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "webhook secrets were not sealed anew: %s",
                        failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> after(UUID id) {
        return store.sealedBefore(secrets.currentMark(), id, BATCH).flatMap(found -> each(found)
                .chain(() -> found.size() < BATCH
                        ? Uni.createFrom().voidItem()
                        : after(found.get(found.size() - 1).id())));
    }

    private Uni<Void> each(List<Sealed> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToMultiAndConcatenate(endpoint -> Multi.createFrom()
                        .iterable(endpoint.secrets())
                        .onItem()
                        .transformToUniAndConcatenate(secret -> one(endpoint.id(), secret)))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> one(UUID endpointId, byte[] sealed) {
        try {
            byte[] anew = secrets.reseal(endpointId, sealed);
            return anew == null ? Uni.createFrom().voidItem() : store.reseal(endpointId, sealed, anew);
        } catch (UnsealableException e) {
            LOG.warnf("the secret of webhook endpoint=%s cannot be opened: %s", endpointId, e.getMessage());
            return Uni.createFrom().voidItem();
        }
    }
}
