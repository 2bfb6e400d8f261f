package dev.gatehouse.platform.retention;

import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Deletes what is past its time, once an hour, in small batches. Several nodes may do so at once: what one deletes the
 * others do not find.
 */
@Singleton
public final class RetentionJob {
    private static final Logger LOG = Logger.getLogger(RetentionJob.class);

    private final List<RetentionRule> rules;
    private final Database database;
    private final Clock clock;
    private final MeterRegistry metrics;

    RetentionJob(@All List<Retained> features, Database database, Clock clock, MeterRegistry metrics) {
        this.rules =
                features.stream().flatMap(feature -> feature.rules().stream()).toList();
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Scheduled(
            identity = "retention",
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return sweep();
    }

    /** Sweeps every table. A failure is logged and leaves the table to the next hour. */
    Uni<Void> sweep() {
        return Multi.createFrom()
                .iterable(rules)
                .onItem()
                .transformToUniAndConcatenate(rule -> sweep(rule)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "retention table=%s failed: %s",
                                rule.table(), failure.getClass().getName()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> sweep(RetentionRule rule) {
        return batch(rule)
                .flatMap(deleted ->
                        deleted < RetentionRule.BATCH ? Uni.createFrom().voidItem() : sweep(rule));
    }

    private Uni<Integer> batch(RetentionRule rule) {
        Instant cutOff = clock.instant().minus(rule.kept());
        Object parameter =
                switch (rule.by()) {
                    case TIME -> Rows.time(cutOff);
                    case ID -> Ids.lowest(cutOff);
                };
        return database.client()
                .preparedQuery(rule.delete())
                .execute(Tuple.of(parameter))
                .map(rows -> rows.rowCount())
                .invoke(deleted -> metrics.counter("gatehouse.retention.deleted", "table", rule.table())
                        .increment(deleted));
    }
}
