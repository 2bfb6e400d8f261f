package dev.gatehouse.minfraud;

import dev.gatehouse.minfraud.MinFraudException.Refused;
import dev.gatehouse.minfraud.ReportStore.Claimed;
import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.outbox.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Sends the reports that are due: claims a lease, commits, sends, marks. Any number of nodes do so beside each other.
 * Delivery is <em>at least once</em>; MaxMind takes a report of the same answer as the newest word about it.
 */
@ApplicationScoped
class ReportSender {
    private static final Logger LOG = Logger.getLogger(ReportSender.class);
    private static final int BATCH = 20;
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** How long a report is tried. */
    private static final Duration PATIENCE = Duration.ofDays(3);

    private static final Backoff BACKOFF = Backoff.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6));

    private final ReportStore store;
    private final MinFraudClient client;
    private final MinFraudSettings settings;
    private final MeterRegistry metrics;
    private final RandomSource random;
    private final Clock clock;

    ReportSender(
            ReportStore store,
            MinFraudClient client,
            MinFraudSettings settings,
            MeterRegistry metrics,
            RandomSource random,
            Clock clock) {
        this.store = store;
        this.client = client;
        this.settings = settings;
        this.metrics = metrics;
        this.random = random;
        this.clock = clock;
    }

    /** A lost database is logged and leaves the reports to the next turn. */
    @Scheduled(identity = "minfraud-reports", every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return send().onFailure().recoverWithItem(failure -> {
            LOG.warnf("minfraud reports wait cause=%s", failure.getClass().getName());
            return null;
        });
    }

    /** Sends one batch, one report after the other. Fails if the database does. Without an account reports wait. */
    Uni<Void> send() {
        return settings.configured()
                ? store.claim(BATCH, LEASE).flatMap(batch -> Multi.createFrom()
                        .iterable(batch)
                        .onItem()
                        .transformToUniAndConcatenate(this::send)
                        .onItem()
                        .ignoreAsUni())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> send(Claimed report) {
        return client.report(report.transactionId(), report.minFraudId(), report.tag())
                .flatMap(taken -> counted("sent", store.sent(report)))
                .onFailure(MinFraudException.class)
                .recoverWithUni(failure -> failed(report, failure));
    }

    /** A report that MaxMind does not want as it is, or has not taken for too long, is given up; all else may work later. */
    private Uni<Void> failed(Claimed report, MinFraudException failure) {
        Instant now = clock.instant();
        boolean unwanted = failure instanceof Refused refused && !refused.needsOperator();
        if (unwanted || !now.isBefore(report.createdAt().plus(PATIENCE))) {
            LOG.warnf("a minfraud report was given up report=%s error=%s", report.id(), failure.code());
            return counted("dead", store.dead(report, failure.code()));
        }
        Instant next = now.plus(BACKOFF.after(report.attempts(), random.fraction()));
        return counted("failed", store.retry(report, next, failure.code()));
    }

    private Uni<Void> counted(String outcome, Uni<Void> mark) {
        return mark.invoke(() -> metrics.counter("gatehouse.minfraud.reports", "outcome", outcome)
                .increment());
    }
}
