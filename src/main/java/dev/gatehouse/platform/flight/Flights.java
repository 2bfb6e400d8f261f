package dev.gatehouse.platform.flight;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Lets those on this node who want the same thing at the same time share one way of getting it. Each gets the result on
 * its own Vert.x context. Who gives up waiting leaves the others theirs.
 */
public final class Flights<K, T> {
    private final ConcurrentMap<K, Uni<T>> under = new ConcurrentHashMap<>();

    /** Joins the flight for that key, or begins one. What it came to is not kept: who comes later begins anew. */
    public Uni<T> join(K key, Supplier<Uni<T>> departure) {
        return Uni.createFrom().deferred(() -> {
            Uni<T> flight = under.computeIfAbsent(key, any -> begin(key, departure));
            Context own = Vertx.currentContext();
            return own == null ? flight : flight.emitOn(task -> on(own, task));
        });
    }

    private static void on(Context own, Runnable task) {
        if (Vertx.currentContext() == own) {
            task.run();
        } else {
            own.runOnContext(any -> task.run());
        }
    }

    private Uni<T> begin(K key, Supplier<Uni<T>> departure) {
        return Uni.createFrom()
                .deferred(departure::get)
                .onTermination()
                .invoke(() -> under.remove(key))
                .memoize()
                .indefinitely();
    }
}
