package dev.gatehouse.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends what is due: every second, and at once when it is woken. It claims no more rows than it can send now, commits
 * the claim, sends, and marks each row by itself; any number of nodes do the same beside each other, since a claim skips
 * what another holds.
 *
 * <p>Delivery is <em>at least once</em>: a node that dies between sending and marking leaves a row that is sent again
 * after its lease. A mail's Message-ID and an SMS's code are the same in each copy.
 */
@ApplicationScoped
class Dispatcher {
    /** The outbox itself, as a party that may be away. */
    static final String OUTBOX = "outbox";

    private final MessageStore store;
    private final Delivery delivery;
    private final MessagingSettings settings;
    private final Outages outages;
    private final Vertx vertx;
    private final AtomicInteger free;
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Dispatcher(MessageStore store, Delivery delivery, MessagingSettings settings, Outages outages, Vertx vertx) {
        this.store = store;
        this.delivery = delivery;
        this.settings = settings;
        this.outages = outages;
        this.vertx = vertx;
        this.free = new AtomicInteger(settings.concurrency());
    }

    /** Looks for due messages on a context of its own, apart from the request that calls this. */
    void wake() {
        if (!stopped.get()) {
            VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(ignored -> drain());
        }
    }

    @Scheduled(identity = "outbox", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        drain();
        return Uni.createFrom().voidItem();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.set(true);
    }

    /**
     * Takes all free slots and claims as many rows. Who finds no free slot leaves word in {@code again}, which whoever
     * gives slots back looks at afterwards: so no wake-up is lost.
     */
    private void drain() {
        again.set(true);
        int slots = stopped.get() ? 0 : free.getAndSet(0);
        if (slots == 0) {
            return;
        }
        again.set(false);
        store.claim(slots, settings.lease())
                .subscribe()
                .with(rows -> claimed(slots, rows), failure -> claimFailed(slots, failure));
    }

    private void claimed(int slots, List<Claimed> rows) {
        outages.answered(OUTBOX);
        if (rows.size() == slots) {
            again.set(true);
        }
        for (Claimed row : rows) {
            delivery.deliver(row).subscribe().with(done -> release(1), this::markFailed);
        }
        release(slots - rows.size());
    }

    /** The database is away: the next tick asks again. */
    private void claimFailed(int slots, Throwable failure) {
        outages.failed(OUTBOX, failure.getClass().getSimpleName());
        free.addAndGet(slots);
    }

    private void markFailed(Throwable failure) {
        outages.failed(OUTBOX, failure.getClass().getSimpleName());
        free.incrementAndGet();
    }

    private void release(int slots) {
        if (slots > 0 && free.addAndGet(slots) > 0 && again.get()) {
            drain();
        }
    }
}
