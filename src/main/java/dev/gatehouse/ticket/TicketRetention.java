package dev.gatehouse.ticket;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * A closed ticket is kept for two years; one of somebody without an account, with the address that it names, for 180
 * days. Its messages go with it. An open one stays until staff close it.
 */
@Singleton
final class TicketRetention implements Retained {
    private static final Duration CLIENTS = Duration.ofDays(730);
    private static final Duration ANONYMOUS = Duration.ofDays(180);

    @Override
    public List<RetentionRule> rules() {
        return List.of(rule("is not null", CLIENTS), rule("is null", ANONYMOUS));
    }

    private static RetentionRule rule(String account, Duration kept) {
        return new RetentionRule(
                "ticket",
                kept,
                RetentionRule.By.TIME,
                "delete from ticket where closed_at < $1 and id in (select id from ticket where account_id " + account
                        + " and closed_at < $1 order by closed_at limit " + RetentionRule.BATCH + ")");
    }
}
