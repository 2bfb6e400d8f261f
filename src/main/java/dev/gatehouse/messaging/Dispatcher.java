package dev.gatehouse.messaging;

import dev.gatehouse.platform.outbox.Pump;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends what is due: every second, and at once when it is woken.
 *
 * <p>Delivery is <em>at least once</em>: a node that dies between sending and marking leaves a row that is sent again
 * after its lease. A mail's Message-ID and an SMS's code are the same in each copy.
 */
@ApplicationScoped
class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final MessageStore store;
    private final Delivery delivery;
    private final MessagingSettings settings;
    private final Outages outages;
    private final Pump<Claimed> pump;

    Dispatcher(MessageStore store, Delivery delivery, MessagingSettings settings, Outages outages, Vertx vertx) {
        this.store = store;
        this.delivery = delivery;
        this.settings = settings;
        this.outages = outages;
        this.pump = new Pump<>(new Work(), settings.concurrency(), vertx);
    }

    /** Looks for due messages, apart from the request that calls this. */
    void wake() {
        pump.wake();
    }

    @Scheduled(identity = "outbox", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        pump.drain();
        return Uni.createFrom().voidItem();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        pump.stop();
    }

    void end(@Observes ShutdownEvent event) {
        if (!pump.awaitEnd(Pump.LAST_PATIENCE)) {
            LOG.info("messages are still being sent while the process ends; they go again when their lease is over");
        }
    }

    private final class Work implements Pump.Work<Claimed> {
        @Override
        public Uni<List<Claimed>> claim(int most) {
            return store.claim(most, settings.lease());
        }

        @Override
        public Uni<Boolean> send(Claimed row) {
            return delivery.deliver(row).replaceWith(false);
        }

        @Override
        public void answered() {
            outages.answered(Outages.OUTBOX);
        }

        @Override
        public void failed(Throwable failure) {
            outages.failed(Outages.OUTBOX, failure.getClass().getSimpleName());
        }
    }
}
