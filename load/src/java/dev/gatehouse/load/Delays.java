package dev.gatehouse.load;

import dev.gatehouse.sandbox.Latency;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets upstreams answer late without a thread that waits. */
final class Delays {
    /** Two runs are given the same delays. */
    private static final long SEED = 42;

    private final Latency latency;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "load-delays");
        thread.setDaemon(true);
        return thread;
    });

    Delays(Latency latency) {
        this.latency = latency;
    }

    /** An answer; one that fails is told to standard error, and its connection is left to its time-out. */
    @FunctionalInterface
    interface Answer {
        void send() throws Exception;
    }

    /** Sends the answer when the upstream would have it. */
    void answer(Answer answer) {
        long nanos = next();
        if (nanos == 0) {
            send(answer);
        } else {
            var unused = clock.schedule(() -> send(answer), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized long next() {
        return latency.at(random.nextDouble()).toNanos();
    }

    private static void send(Answer answer) {
        try {
            answer.send();
        } catch (Exception e) {
            System.err.println("An upstream's answer was not sent: " + e);
        }
    }
}
