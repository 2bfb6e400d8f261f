package dev.gatehouse.minfraud;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * What only the operator can mend: a wrong account or key (401), no funds (402), no permission (403). {@code
 * gatehouse_minfraud_alarm} is 1 from MaxMind's saying so until it answers again, with one ERROR when it begins and one
 * INFO when it ends, however many queries it meets.
 */
@ApplicationScoped
class MinFraudAlarms {
    private static final Logger LOG = Logger.getLogger(MinFraudAlarms.class);

    private final MeterRegistry registry;
    private final Map<String, AtomicBoolean> raised = new ConcurrentHashMap<>();

    MinFraudAlarms(MeterRegistry registry) {
        this.registry = registry;
    }

    /** MaxMind says that something is wrong with the account. */
    void raise(String code) {
        if (state(code).compareAndSet(false, true)) {
            LOG.errorf("minfraud needs the operator code=%s state=raised", code);
        }
    }

    /** MaxMind answered as it should. */
    void clear() {
        raised.forEach((code, state) -> {
            if (state.compareAndSet(true, false)) {
                LOG.infof("minfraud needs the operator code=%s state=over", code);
            }
        });
    }

    /** The codes that are raised now, in order. */
    List<String> raised() {
        return raised.entrySet().stream()
                .filter(entry -> entry.getValue().get())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private AtomicBoolean state(String code) {
        return raised.computeIfAbsent(code, this::register);
    }

    private AtomicBoolean register(String code) {
        AtomicBoolean state = new AtomicBoolean();
        Gauge.builder("gatehouse.minfraud.alarm", state, up -> up.get() ? 1 : 0)
                .tag("code", code)
                .register(registry);
        return state;
    }
}
