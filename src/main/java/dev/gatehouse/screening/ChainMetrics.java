package dev.gatehouse.screening;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts what the chain does: {@code gatehouse_decisions_total{phase,verdict}}, {@code gatehouse_chain_seconds{phase}}, {@code
 * gatehouse_check_seconds{check,result}}, {@code gatehouse_checks_skipped_total{check,reason}}.
 */
@ApplicationScoped
class ChainMetrics {
    private final MeterRegistry registry;
    /** By check and outcome: asking the registry makes and sorts the tags anew, for every check of every chain. */
    private final Map<String, Timer> checks = new ConcurrentHashMap<>();

    ChainMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A time that only serves to measure durations. */
    long nanos() {
        return registry.config().clock().monotonicTime();
    }

    void answered(String check, CheckResult result, long nanos) {
        String outcome = result.outcome().code();
        checks.computeIfAbsent(
                        check + '/' + outcome,
                        any -> registry.timer("gatehouse.check", "check", check, "result", outcome))
                .record(nanos, TimeUnit.NANOSECONDS);
        String reason = result.reason();
        if (result.outcome() == Outcome.SKIPPED && reason != null) {
            registry.counter("gatehouse.checks.skipped", "check", check, "reason", reason)
                    .increment();
        }
    }

    void took(Phase phase, long nanos) {
        registry.timer("gatehouse.chain", "phase", phase.code()).record(nanos, TimeUnit.NANOSECONDS);
    }

    void decided(Decision decision) {
        registry.counter(
                        "gatehouse.decisions",
                        "phase",
                        decision.phase().code(),
                        "verdict",
                        decision.verdict().code())
                .increment();
    }
}
