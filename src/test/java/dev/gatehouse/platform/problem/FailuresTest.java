package dev.gatehouse.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    /** What BoundedPoolTest sees thrown, by itself and wrapped. */
    private final Exception full =
            new ConnectionPoolTooBusyException("Connection pool reached max wait queue size of 2");

    @Test
    void aFullQueueForConnectionsIsToldToComeAgain() {
        assertThat(Failures.read(full)).satisfies(FailuresTest::comeAgain);
        assertThat(Failures.read(new IllegalStateException(full))).satisfies(FailuresTest::comeAgain);
    }

    @Test
    void theSameWordsOfAnybodyElseAreADefect() {
        Refusal told = Failures.read(new IllegalStateException(full.getMessage()));

        assertThat(told.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(told.retryAfterSeconds()).isNull();
    }

    private static void comeAgain(Refusal told) {
        assertThat(told.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(told.retryAfterSeconds()).isEqualTo(5);
    }
}
