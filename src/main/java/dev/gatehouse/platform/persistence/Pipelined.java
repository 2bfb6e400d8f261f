package dev.gatehouse.platform.persistence;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Statements on one connection that do not need each other's results: sent one behind the other without waiting, so that
 * they cost one round trip. The connection keeps the order of what is sent at once, the first statement of each.
 */
public final class Pipelined {
    /** What PostgreSQL answers to each statement behind one that failed in the same transaction. */
    private static final String ABORTED = "25P02";

    private Pipelined() {}

    /**
     * Runs all of them. Yields when every one has ended; fails with what made the others fail, if several do. PostgreSQL
     * refuses what follows a failed statement of a transaction, so nothing is half done.
     */
    public static Uni<Void> all(Uni<?>... statements) {
        return causeOf(Uni.combine().all().unis(statements).collectFailures().discardItems());
    }

    /** Runs both and combines what they yield; fails like {@link #all}. */
    public static <A, B, C> Uni<C> both(Uni<A> first, Uni<B> second, BiFunction<A, B, C> combiner) {
        return causeOf(Uni.combine().all().unis(first, second).collectFailures().with(combiner));
    }

    private static <T> Uni<T> causeOf(Uni<T> all) {
        return all.onFailure(CompositeException.class).transform(failure -> cause(failure.getCauses()));
    }

    private static Throwable cause(List<Throwable> causes) {
        return causes.stream()
                .filter(cause -> !(cause instanceof PgException refused && ABORTED.equals(refused.getSqlState())))
                .findFirst()
                .orElse(causes.get(0));
    }
}
