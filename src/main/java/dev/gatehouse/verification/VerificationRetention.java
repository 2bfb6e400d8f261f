package dev.gatehouse.verification;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Codes and changes stay a month for the help desk, counts of attempts as long as limits look back. */
@Singleton
final class VerificationRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(
                RetentionRule.byId("sms_code", Duration.ofDays(30)),
                RetentionRule.byId("sms_attempt", Duration.ofDays(2)),
                RetentionRule.byTime("sms_tally", "hour", Duration.ofDays(30)),
                RetentionRule.byId("phone_change", Duration.ofDays(30)),
                RetentionRule.byId("email_change", Duration.ofDays(30)));
    }
}
