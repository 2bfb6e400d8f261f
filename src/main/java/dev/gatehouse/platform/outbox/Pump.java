package dev.gatehouse.platform.outbox;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    /** How long a process that ends waits for what it is sending; part of its ten seconds (application.properties). */
    public static final Duration LAST_PATIENCE = Duration.ofMillis(1_500);

    private final Work<T> work;
    private final Vertx vertx;
    private final int concurrency;
    private final AtomicInteger free;
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Makes a pump that stands still until it is told to look.
     *
     * @param concurrency how many rows are sent at a time
     */
    public Pump(Work<T> work, int concurrency, Vertx vertx) {
        this.work = work;
        this.vertx = vertx;
        this.concurrency = concurrency;
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
        endIfIdle();
    }

    /**
     * Waits, after {@link #stop}, for what is under way; not on an event loop. A row whose sending takes longer is sent
     * again when its lease is over.
     *
     * @param patience how long at most
     * @return whether nothing is under way any more
     */
    public boolean awaitEnd(Duration patience) {
        try {
            return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Looks for due rows; to be called on an event loop. Returns at once. */
    public void drain() {
        again.set(true);
        if (stopped.get() || free.get() == 0 || !claiming.compareAndSet(false, true)) {
            return;
        }
        if (stopped.get()) {
            claiming.set(false);
            endIfIdle();
            return;
        }
        again.set(false);
        int slots = free.get();
        work.claim(slots).subscribe().with(rows -> claimed(slots, rows), failure -> {
            // The next tick asks again.
            work.failed(failure);
            claiming.set(false);
            endIfIdle();
        });
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
                endIfIdle();
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
        endIfIdle();
        if (again.get()) {
            drain();
        }
    }

    private void endIfIdle() {
        if (stopped.get() && !claiming.get() && free.get() == concurrency) {
            ended.countDown();
        }
    }
}
