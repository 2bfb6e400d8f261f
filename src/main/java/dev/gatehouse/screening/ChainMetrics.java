package dev.gatehouse.screening;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * Counts what the chain does: {@code gatehouse_decisions_total{phase,verdict}}, {@code gatehouse_chain_seconds{phase}}, {@code
 * gatehouse_check_seconds{check,result}}, {@code gatehouse_checks_skipped_total{check,reason}}.
 */
@ApplicationScoped
class ChainMetrics {
    private final MeterRegistry registry;

    ChainMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A time that only serves to measure durations. */
    long nanos() {
        return registry.config().clock().monotonicTime();
    }

    void answered(String check, CheckResult result, long nanos) {
        registry.timer(
                        "gatehouse.check",
                        "check",
                        check,
                        "result",
                        result.outcome().code())
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
