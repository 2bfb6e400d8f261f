package dev.gatehouse.imports;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Reports of imports are kept for a year, with their errors. */
@Singleton
final class ImportRetention implements Retained {
    @Override
    public List<RetentionRule> rules() {
        return List.of(RetentionRule.byId("client_import", Duration.ofDays(365)));
    }
}
