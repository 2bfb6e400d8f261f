package dev.gatehouse.webhook;

import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.crypto.UnsealableException;
import dev.gatehouse.platform.outbox.Backoff;
import dev.gatehouse.platform.outbox.Marking;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Makes one attempt to deliver, signed for its time, and writes down what became of it. */
@ApplicationScoped
class Courier {
    /** How long a delivery is tried. */
    static final Duration PATIENCE = Duration.ofDays(3);

    /** At once, then after these; what Standard Webhooks proposes, ended after three days. */
    static final Backoff BACKOFF = Backoff.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20));

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final DeliveryStore store;
    private final WebhookHttp http;
    private final Secrets secrets;
    private final RandomSource random;
    private final Clock clock;
    private final MeterRegistry metrics;

    Courier(
            DeliveryStore store,
            WebhookHttp http,
            Secrets secrets,
            RandomSource random,
            Clock clock,
            MeterRegistry metrics) {
        this.store = store;
        this.http = http;
        this.secrets = secrets;
        this.random = random;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Fails only if the database does; the item tells whether the account's next event may be due now. */
    Uni<Boolean> deliver(Delivery delivery) {
        return attempt(delivery).flatMap(attempt -> settle(delivery, attempt));
    }

    private Uni<Attempt> attempt(Delivery delivery) {
        List<byte[]> keys = keys(delivery);
        if (keys.isEmpty()) {
            LOG.errorf(
                    "the secret of webhook endpoint=%s does not open under the secrets of this node",
                    delivery.endpointId());
            return Uni.createFrom().item(Attempt.failed("secret"));
        }
        long timestamp = clock.instant().getEpochSecond();
        return http.post(
                URI.create(delivery.url()),
                Map.of(
                        "webhook-id", delivery.eventId().toString(),
                        "webhook-timestamp", Long.toString(timestamp),
                        "webhook-signature", Signature.header(keys, delivery.eventId(), timestamp, delivery.payload())),
                delivery.payload());
    }

    /** None without the current one. One from before that does not open any more is missed by nobody who took the new one. */
    private List<byte[]> keys(Delivery delivery) {
        List<byte[]> keys = new ArrayList<>();
        for (byte[] sealed : delivery.secrets()) {
            try {
                keys.add(secrets.open(delivery.endpointId(), sealed));
            } catch (UnsealableException e) {
                LOG.debugf("a secret of webhook endpoint=%s does not open: %s", delivery.endpointId(), e.getMessage());
                return keys;
            }
        }
        return keys;
    }

    private Uni<Boolean> settle(Delivery delivery, Attempt attempt) {
        if (attempt.succeeded()) {
            return marked("sent", store.sent(delivery, attempt.status())).replaceWith(true);
        }
        if (attempt.gone()) {
            LOG.warnf("webhook endpoint=%s answered 410 and is disabled", delivery.endpointId());
            return marked("dead", store.disable(delivery).chain(() -> store.dead(delivery, attempt)))
                    .replaceWith(false);
        }
        Instant now = clock.instant();
        Instant end = delivery.dueSince().plus(PATIENCE);
        if (!now.isBefore(end)) {
            LOG.debugf(
                    "a webhook was given up event=%s endpoint=%s error=%s",
                    delivery.eventId(), delivery.endpointId(), attempt.error());
            return marked("dead", store.dead(delivery, attempt)).replaceWith(true);
        }
        Instant next = BACKOFF.next(now, delivery.attempts(), random.fraction(), end);
        return marked("failed", store.failed(delivery, attempt, next)).replaceWith(false);
    }

    private Uni<Void> marked(String outcome, Uni<Void> mark) {
        return Marking.persistently(mark).invoke(() -> metrics.counter("gatehouse.webhooks", "outcome", outcome)
                .increment());
    }
}
