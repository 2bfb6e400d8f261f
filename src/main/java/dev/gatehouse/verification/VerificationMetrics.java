package dev.gatehouse.verification;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts proofs: {@code gatehouse_verifications_total{kind}}. */
@ApplicationScoped
class VerificationMetrics {
    private final MeterRegistry registry;

    VerificationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void verified(String kind) {
        registry.counter("gatehouse.verifications", "kind", kind).increment();
    }

    void smsRefused(String reason) {
        registry.counter("gatehouse.sms.refused", "reason", reason).increment();
    }
}
