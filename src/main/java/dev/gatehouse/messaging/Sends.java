package dev.gatehouse.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what leaves and what is given up: {@code gatehouse_sends_total} and {@code gatehouse_dead_letters_total}. */
@ApplicationScoped
public class Sends {
    private final MeterRegistry registry;

    Sends(MeterRegistry registry) {
        this.registry = registry;
    }

    /** One hand-over to a gateway: taken, refused for good, or failed. */
    public void count(Channel channel, String kind, Attempt attempt, String gateway) {
        registry.counter(
                        "gatehouse.sends",
                        "channel",
                        channel.code(),
                        "kind",
                        kind,
                        "outcome",
                        outcome(attempt),
                        "gateway",
                        gateway)
                .increment();
    }

    void countDead(Channel channel, String kind) {
        registry.counter("gatehouse.dead.letters", "channel", channel.code(), "kind", kind)
                .increment();
    }

    private static String outcome(Attempt attempt) {
        if (attempt instanceof Attempt.Delivered) {
            return "sent";
        }
        return attempt instanceof Attempt.Refused ? "refused" : "failed";
    }
}
