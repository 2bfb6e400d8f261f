package dev.gatehouse.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what waits: gives up what no attempt came to in time, since its endpoint rested, is disabled or was removed,
 * and tells the age of the oldest.
 */
@ApplicationScoped
class WebhookUpkeep {
    private static final Logger LOG = Logger.getLogger(WebhookUpkeep.class);
    private static final int BATCH = 1000;

    /** The last attempt, at the end of the patience, has this long to be made. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final DeliveryStore store;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();

    WebhookUpkeep(DeliveryStore store, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.clock = clock;
        this.metrics = metrics;
    }

    void onStart(@Observes StartupEvent start) {
        Gauge.builder("gatehouse.webhooks.oldest", this, WebhookUpkeep::age)
                .baseUnit("seconds")
                .register(metrics);
    }

    private double age() {
        Instant since = oldest.get();
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }

    /** A lost database is logged and leaves all to the next turn. */
    @Scheduled(identity = "webhook-upkeep", every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return look().onFailure().recoverWithItem(failure -> {
            LOG.warnf(
                    "webhooks were not looked after cause=%s",
                    failure.getClass().getName());
            return null;
        });
    }

    /** One look; fails if the database does. */
    Uni<Void> look() {
        return expire().chain(store::oldest).invoke(oldest::set).replaceWithVoid();
    }

    private Uni<Void> expire() {
        Instant before = clock.instant().minus(Courier.PATIENCE).minus(GRACE);
        return store.expire(before, BATCH)
                .invoke(count ->
                        metrics.counter("gatehouse.webhooks", "outcome", "dead").increment(count))
                .flatMap(count -> count < BATCH ? Uni.createFrom().voidItem() : expire());
    }
}
