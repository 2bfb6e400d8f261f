package dev.gatehouse.account;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Mail requests are kept as long as limits look back; spent links and refresh tokens a while, for inquiries. */
@Singleton
final class AccountRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(
                RetentionRule.byId("mail_request", Duration.ofDays(2)),
                RetentionRule.byId("mail_token", Duration.ofDays(30)),
                RetentionRule.byTime("refresh_token", "expires_at", Duration.ofDays(7)));
    }
}
