package dev.gatehouse.messaging;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Messages outlive every expiry by far; what stays of them (state, gateway, error) helps the desk for three months. */
@Singleton
final class MessageRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(RetentionRule.byId("message", Duration.ofDays(90)));
    }
}
