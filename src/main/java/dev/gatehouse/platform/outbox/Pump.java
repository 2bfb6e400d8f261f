package dev.gatehouse.platform.outbox;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Moves rows of an outbox: it claims no more than it can send now, and sends each by itself, a fixed number at a time.
 * One claim is under way at most; who wakes it meanwhile leaves word, which is looked at afterwards, so that no wake-up
 * is lost. Any number of nodes do the same beside each other, since a claim skips what another holds.
 *
 * @param <T> a claimed row
 */
public final class Pump<T> {
    private final Work<T> work;
    private final Vertx vertx;
    private final AtomicInteger free;
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * Makes a pump that stands still until it is told to look.
     *
     * @param concurrency how many rows are sent at a time
     */
    public Pump(Work<T> work, int concurrency, Vertx vertx) {
        this.work = work;
        this.vertx = vertx;
        this.free = new AtomicInteger(concurrency);
    }

    /** What is moved, and how. */
    public interface Work<T> {
        /** Takes up to that many due rows; committed when the item arrives. */
        Uni<List<T>> claim(int most);

        /**
         * Sends a row and marks it. Fails only if it could not be marked: the row is due again when its lease is over.
         *
         * @return whether another row may have become due by that
         */
        Uni<Boolean> send(T row);

        /** The outbox answered. */
        void answered();

        /** The outbox could not be claimed from, or a row not be marked. */
        void failed(Throwable failure);
    }

    /** Looks for due rows on a context of its own, apart from the request that calls this. Never fails. */
    public void wake() {
        if (!stopped.get()) {
            VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(ignored -> drain());
        }
    }

    /** Claims nothing any more; what is under way goes on. */
    public void stop() {
        stopped.set(true);
    }

    /** Looks for due rows; to be called on an event loop. Returns at once. */
    public void drain() {
        again.set(true);
        if (!stopped.get() && free.get() > 0 && claiming.compareAndSet(false, true)) {
            again.set(false);
            int slots = free.get();
            work.claim(slots).subscribe().with(rows -> claimed(slots, rows), failure -> {
                // The next tick asks again.
                work.failed(failure);
                claiming.set(false);
            });
        }
    }

    private void claimed(int slots, List<T> rows) {
        work.answered();
        if (rows.size() == slots) {
            again.set(true);
        }
        free.addAndGet(-rows.size());
        claiming.set(false);
        for (T row : rows) {
            work.send(row).subscribe().with(this::sent, failure -> {
                work.failed(failure);
                free.incrementAndGet();
            });
        }
        goOn();
    }

    private void sent(boolean more) {
        free.incrementAndGet();
        if (more) {
            again.set(true);
        }
        goOn();
    }

    private void goOn() {
        if (again.get()) {
            drain();
        }
    }
}
