package dev.gatehouse.platform.idempotency;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Stored answers go when they expire. */
@Singleton
final class IdempotencyRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(RetentionRule.byTime("idempotency", "expires_at", Duration.ZERO));
    }
}
