package dev.gatehouse.feed;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** A disposable domain is kept as history for five years after it was last seen. */
@Singleton
final class FeedRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(RetentionRule.byTime("disposable_domain", "last_seen", Duration.ofDays(5 * 365)));
    }
}
