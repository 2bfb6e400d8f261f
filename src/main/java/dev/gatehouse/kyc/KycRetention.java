package dev.gatehouse.kyc;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * What providers told is kept far longer than they tell it again. A replay after that changes nothing either: it is late,
 * or says what is so already.
 */
@Singleton
final class KycRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(RetentionRule.byTime("kyc_provider_event", "received_at", Duration.ofDays(180)));
    }
}
