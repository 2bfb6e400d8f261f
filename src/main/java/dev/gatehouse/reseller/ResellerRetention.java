package dev.gatehouse.reseller;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Days stay for a little more than a year. */
@Singleton
final class ResellerRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(RetentionRule.byTime("reseller_day", "day", Duration.ofDays(400)));
    }
}
