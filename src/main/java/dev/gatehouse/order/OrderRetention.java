package dev.gatehouse.order;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What became of the orders that were screened again is kept a while, for inquiries; the decisions stay. */
@Singleton
final class OrderRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(RetentionRule.byTime("rescreening", "done_at", Duration.ofDays(90)));
    }
}
