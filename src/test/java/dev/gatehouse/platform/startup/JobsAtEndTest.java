package dev.gatehouse.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JobsAtEndTest {
    @Inject
    JobsAtEnd jobs;

    @Inject
    Scheduler scheduler;

    @AfterEach
    void goOn() {
        scheduler.resume();
    }

    @Test
    void noJobBeginsOnceTheProcessHasBeenToldToEnd() {
        assertThat(scheduler.isRunning()).isTrue();

        jobs.stop(new ShutdownDelayInitiatedEvent());

        assertThat(scheduler.isRunning()).isFalse();
    }
}
