package dev.gatehouse.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PumpTest {
    private static final int HANGING = 8;

    private final Vertx vertx = Vertx.vertx();
    private final Rows rows = new Rows();

    @AfterEach
    void close() {
        vertx.close();
    }

    /** An outbox in memory whose claims and sends take a moment. */
    private final class Rows implements Pump.Work<Integer> {
        private final ConcurrentLinkedQueue<Integer> due = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Integer> sent = new ConcurrentLinkedQueue<>();
        private final AtomicInteger claims = new AtomicInteger();
        private final AtomicInteger claimsAtOnce = new AtomicInteger();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger mostUnderWay = new AtomicInteger();
        private final AtomicInteger mostClaims = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean away;

        @Override
        public Uni<List<Integer>> claim(int most) {
            mostClaims.accumulateAndGet(claimsAtOnce.incrementAndGet(), Math::max);
            claims.incrementAndGet();
            return later(() -> {
                claimsAtOnce.decrementAndGet();
                if (away) {
                    throw new IllegalStateException("away");
                }
                List<Integer> taken = new ArrayList<>();
                while (taken.size() < most && !due.isEmpty()) {
                    taken.add(due.remove());
                }
                return taken;
            });
        }

        @Override
        public Uni<Boolean> send(Integer row) {
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            if (row == HANGING) {
                return Uni.createFrom().nothing();
            }
            return later(() -> {
                underWay.decrementAndGet();
                sent.add(row);
                if (row < 0) {
                    throw new IllegalStateException("not marked");
                }
                return row == 7;
            });
        }

        @Override
        public void answered() {
            // Of no interest here.
        }

        @Override
        public void failed(Throwable failure) {
            failures.incrementAndGet();
        }

        private <R> Uni<R> later(java.util.function.Supplier<R> work) {
            return Uni.createFrom()
                    .emitter(emitter -> vertx.setTimer(2, id -> {
                        try {
                            emitter.complete(work.get());
                        } catch (IllegalStateException e) {
                            emitter.fail(e);
                        }
                    }));
        }
    }

    @Test
    void movesAllButNeverMoreThanItsNumberAtATime() {
        Pump<Integer> pump = new Pump<>(rows, 4, vertx);
        for (int i = 10; i < 60; i++) {
            rows.due.add(i);
        }

        pump.wake();
        pump.wake();

        await().atMost(Duration.ofSeconds(10)).until(() -> rows.sent.size() == 50);
        assertThat(rows.sent).doesNotHaveDuplicates();
        assertThat(rows.mostUnderWay.get()).isBetween(2, 4);
        assertThat(rows.mostClaims).hasValue(1);
    }

    @Test
    void aWakeUpDuringAClaimIsNotLost() {
        Pump<Integer> pump = new Pump<>(rows, 4, vertx);
        for (int i = 10; i < 110; i++) {
            rows.due.add(i);
            pump.wake();
            int wanted = i - 9;
            await().atMost(Duration.ofSeconds(10)).until(() -> rows.sent.size() == wanted);
        }
    }

    @Test
    void looksAgainWhereARowMadeAnotherOneDue() {
        Pump<Integer> pump = new Pump<>(rows, 4, vertx);
        rows.due.add(7);

        pump.wake();

        await().atMost(Duration.ofSeconds(10)).until(() -> rows.claims.get() == 2);
    }

    @Test
    void aFailureCostsNoSlot() {
        Pump<Integer> pump = new Pump<>(rows, 1, vertx);
        rows.away = true;
        pump.wake();
        await().atMost(Duration.ofSeconds(10)).until(() -> rows.failures.get() == 1);
        rows.away = false;
        rows.due.add(-1);
        pump.wake();
        await().atMost(Duration.ofSeconds(10)).until(() -> rows.failures.get() == 2);

        rows.due.add(10);
        pump.wake();

        await().atMost(Duration.ofSeconds(10)).until(() -> rows.sent.contains(10));
    }

    @Test
    void oneThatIsStoppedClaimsNothing() {
        Pump<Integer> pump = new Pump<>(rows, 1, vertx);
        CompletableFuture<Void> afterwards = new CompletableFuture<>();

        // On one event loop, so that the marker runs when whatever wake() left there has run.
        vertx.getOrCreateContext().runOnContext(ignored -> {
            pump.stop();
            pump.drain();
            pump.wake();
            vertx.getOrCreateContext().runOnContext(any -> afterwards.complete(null));
        });

        assertThat(afterwards).succeedsWithin(Duration.ofSeconds(10));
        assertThat(rows.claims).hasValue(0);
    }

    @Test
    void oneThatIsStoppedEndsWithWhatIsUnderWay() {
        Pump<Integer> pump = new Pump<>(rows, 4, vertx);
        for (int i = 10; i < 60; i++) {
            rows.due.add(i);
        }
        pump.wake();
        await().atMost(Duration.ofSeconds(10)).until(() -> rows.claims.get() > 0);

        pump.stop();

        assertThat(pump.awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(rows.underWay).hasValue(0);
        assertThat(rows.claimsAtOnce).hasValue(0);
        assertThat(rows.sent.size() + rows.due.size()).isEqualTo(50);
    }

    @Test
    void whatHangsIsNotWaitedForLongerThanIsSaid() {
        Pump<Integer> pump = new Pump<>(rows, 4, vertx);
        rows.due.add(HANGING);
        pump.wake();
        await().atMost(Duration.ofSeconds(10)).until(() -> rows.underWay.get() == 1);

        pump.stop();

        assertThat(pump.awaitEnd(Duration.ofMillis(50))).isFalse();
    }
}
