package dev.gatehouse.minfraud;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Answers are of no use after a week; reports help staff for three months. */
@Singleton
final class MinFraudRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(
                RetentionRule.byTime("minfraud_answer", "asked_at", Duration.ofDays(8)),
                RetentionRule.byId("minfraud_report", Duration.ofDays(90)));
    }
}
