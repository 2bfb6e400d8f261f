package dev.gatehouse.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Which of the parties outside that the service depends on is away, as this node sees it. An outage is one WARN when it begins and
 * one INFO when it ends, however many requests it meets; {@code gatehouse_outage} is 1 meanwhile.
 */
@ApplicationScoped
public class Outages {
    /** The outboxes themselves, which are in PostgreSQL, as a party that may be away. */
    public static final String OUTBOX = "outbox";

    private static final Logger LOG = Logger.getLogger(Outages.class);

    private final MeterRegistry registry;
    private final Map<String, AtomicBoolean> away = new ConcurrentHashMap<>();

    Outages(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The party did not answer, or not sensibly. The error is a short code without personal data. */
    public void failed(String party, String error) {
        if (state(party).compareAndSet(false, true)) {
            LOG.warnf("outage party=%s state=down error=%s", party, error);
        }
    }

    /** The party answered; whether it liked what it was offered does not matter here. */
    public void answered(String party) {
        if (state(party).compareAndSet(true, false)) {
            LOG.infof("outage party=%s state=over", party);
        }
    }

    private AtomicBoolean state(String party) {
        return away.computeIfAbsent(party, this::register);
    }

    private AtomicBoolean register(String party) {
        AtomicBoolean state = new AtomicBoolean();
        Gauge.builder("gatehouse.outage", state, down -> down.get() ? 1 : 0)
                .tag("party", party)
                .register(registry);
        return state;
    }
}
