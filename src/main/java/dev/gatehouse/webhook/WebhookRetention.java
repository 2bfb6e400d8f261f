package dev.gatehouse.webhook;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The log of what was delivered is kept for a month, of what was not for three; endpoints that were removed for three. */
@Singleton
final class WebhookRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(
                RetentionRule.byTime("webhook_delivery", "sent_at", Duration.ofDays(30)),
                RetentionRule.byTime("webhook_delivery", "dead_at", Duration.ofDays(90)),
                RetentionRule.byTime("webhook_endpoint", "removed_at", Duration.ofDays(90)));
    }
}
