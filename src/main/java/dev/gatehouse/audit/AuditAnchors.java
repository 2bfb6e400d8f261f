package dev.gatehouse.audit;

import dev.gatehouse.platform.persistence.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the end of the chain into the log, where operators keep it out of reach of who can write the database: when the
 * node has started, once a day, and when it ends. Any of these lines is an anchor for {@link AuditVerification}.
 */
@Singleton
final class AuditAnchors {
    private static final Logger LOG = Logger.getLogger(AuditAnchors.class);
    private static final Duration LOGGED_EVERY = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;
    private final AtomicLong entries;
    private volatile String hash = "";
    private volatile @Nullable Instant loggedAt;

    AuditAnchors(Database database, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.entries = metrics.gauge("gatehouse.audit.entries", new AtomicLong());
    }

    @Scheduled(
            identity = "audit-anchor",
            every = "1m",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return database.client()
                .query("select seq, hash from audit_head")
                .execute()
                .map(rows -> rows.iterator().next())
                .invoke(head -> {
                    entries.set(head.getLong("seq"));
                    hash = HexFormat.of().formatHex(head.getBuffer("hash").getBytes());
                    Instant before = loggedAt;
                    if (before == null || !before.plus(LOGGED_EVERY).isAfter(clock.instant())) {
                        loggedAt = clock.instant();
                        log();
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.debugf(
                        "the end of the audit log could not be read: %s",
                        failure.getClass().getName()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    void onStop(@Observes ShutdownEvent stop) {
        if (!hash.isEmpty()) {
            log();
        }
    }

    private void log() {
        LOG.infof("audit log entries=%d hash=%s", entries.get(), hash);
    }
}
