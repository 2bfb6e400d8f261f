package dev.gatehouse.webhook;

import dev.gatehouse.messaging.Outages;
import dev.gatehouse.platform.outbox.Pump;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Sends what is due: every second, and at once when it is woken. The events of one account reach an endpoint one after
 * the other, in their order. A node sends {@value #CONCURRENCY} at a time and {@value #SHARE} to one endpoint, so that a
 * receiver that hangs holds nobody else back; one that fails again and again rests for a while.
 *
 * <p>Delivery is <em>at least once</em>: a node that dies between sending and marking leaves a row that is sent again
 * after its lease, under the same {@code webhook-id}.
 */
@ApplicationScoped
class WebhookSender {
    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    static final int CONCURRENCY = 64;
    static final int SHARE = 4;

    /** Longer than an attempt and its marking may take. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final DeliveryStore store;
    private final Courier courier;
    private final Outages outages;
    private final Pump<Delivery> pump;
    private final Map<UUID, Integer> busy = new ConcurrentHashMap<>();

    WebhookSender(DeliveryStore store, Courier courier, Outages outages, Vertx vertx) {
        this.store = store;
        this.courier = courier;
        this.outages = outages;
        this.pump = new Pump<>(new Work(), CONCURRENCY, vertx);
    }

    /** Looks for due deliveries, apart from the request that calls this. */
    void wake() {
        pump.wake();
    }

    @Scheduled(identity = "webhooks", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        pump.drain();
        return Uni.createFrom().voidItem();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        pump.stop();
    }

    void end(@Observes ShutdownEvent event) {
        if (!pump.awaitEnd(Pump.LAST_PATIENCE)) {
            LOG.info("webhooks are still being sent while the process ends; they go again when their lease is over");
        }
    }

    private final class Work implements Pump.Work<Delivery> {
        @Override
        public Uni<List<Delivery>> claim(int most) {
            return store.claim(most, LEASE, SHARE, busy)
                    .invoke(taken -> taken.forEach(delivery -> busy.merge(delivery.endpointId(), 1, Integer::sum)));
        }

        @Override
        public Uni<Boolean> send(Delivery delivery) {
            return courier.deliver(delivery)
                    .eventually(() ->
                            busy.computeIfPresent(delivery.endpointId(), (id, count) -> count > 1 ? count - 1 : null));
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
