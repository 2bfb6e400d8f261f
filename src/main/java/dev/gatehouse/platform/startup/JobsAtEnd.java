package dev.gatehouse.platform.startup;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Has no job begin once the process has been told to end. One that did would be cut short when the connections are closed, and
 * complain of an outage that is none.
 */
@ApplicationScoped
class JobsAtEnd {
    private final Scheduler scheduler;

    JobsAtEnd(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        scheduler.pause();
    }
}
