package dev.gatehouse.kyc;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Deletes documents whose case was decided long enough ago (key and content; the row stays for the case's history), and
 * uploads that never became whole. In batches of a few documents, since each has many rows. Several nodes may do so at
 * once: what one deletes the others leave out.
 */
@Singleton
final class DocumentSweep {
    private static final Logger LOG = Logger.getLogger(DocumentSweep.class);
    private static final int BATCH = 10;

    /** No upload takes longer: connections that say nothing are closed long before. */
    private static final Duration ORPHANED_AFTER = Duration.ofHours(1);

    private static final String EXPIRE =
            """
            with gone as (
                update kyc_document set wrapped_key = null, deleted_at = $2 where id in (
                    select d.id from kyc_document d join kyc_case c on c.id = d.case_id
                    where d.received_at < $1 and d.deleted_at is null
                    and c.decided_at < $1 and c.status not in ('required', 'in_review')
                    order by d.received_at limit %d for update of d skip locked)
                returning id),
            chunks as (delete from kyc_document_chunk where document_id in (select id from gone))
            select count(*)::int as swept from gone"""
                    .formatted(BATCH);

    private static final String DROP_ORPHANS =
            """
            with gone as (
                delete from kyc_document where id in (
                    select id from kyc_document where received_at is null and created_at < $1
                    order by created_at limit %d for update skip locked)
                returning id)
            select count(*)::int as swept from gone"""
                    .formatted(BATCH);

    private final Database database;
    private final DocumentSettings settings;
    private final Clock clock;
    private final MeterRegistry metrics;

    DocumentSweep(Database database, DocumentSettings settings, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Scheduled(
            identity = "kyc-documents",
            every = "15m",
            delayed = "3m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return sweep();
    }

    /** Deletes all that is due. A failure is logged and leaves the rest to the next time. */
    Uni<Void> sweep() {
        Instant now = clock.instant();
        return whileFull(() -> batch(EXPIRE, Tuple.of(time(now.minus(settings.kept())), time(now))))
                .chain(() -> whileFull(() -> batch(DROP_ORPHANS, Tuple.of(time(now.minus(ORPHANED_AFTER))))))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "retention table=kyc_document failed: %s",
                        failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> whileFull(Supplier<Uni<Integer>> batch) {
        return batch.get().flatMap(swept -> swept < BATCH ? Uni.createFrom().voidItem() : whileFull(batch));
    }

    private Uni<Integer> batch(String sql, Tuple parameters) {
        return database.client()
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getInteger("swept"))
                .invoke(swept -> metrics.counter("gatehouse.retention.deleted", "table", "kyc_document")
                        .increment(swept));
    }
}
