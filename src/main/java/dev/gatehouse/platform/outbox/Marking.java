package dev.gatehouse.platform.outbox;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Writing down what became of a row. */
public final class Marking {
    private Marking() {}

    /** Tries a few times: a short loss of the database between sending and marking need not cost a second copy. */
    public static <T> Uni<T> persistently(Uni<T> mark) {
        return mark.onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .atMost(4);
    }
}
