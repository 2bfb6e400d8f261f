package dev.gatehouse.privacy;

import dev.gatehouse.account.AccountView;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gathers what the features hold of a client, one part after the other, so that a copy takes one connection at a time. */
@Singleton
class Exports {
    private final List<Excerpt> excerpts;
    private final Accounts accounts;
    private final Database database;
    private final RateLimiter limiter;
    private final PrivacyLimits limits;
    private final Clock clock;

    Exports(
            @All List<PersonalData> features,
            Accounts accounts,
            Database database,
            RateLimiter limiter,
            PrivacyLimits limits,
            Clock clock) {
        this.excerpts = features.stream()
                .flatMap(feature -> feature.excerpts().stream())
                .sorted(Comparator.comparing(Excerpt::name))
                .toList();
        this.accounts = accounts;
        this.database = database;
        this.limiter = limiter;
        this.limits = limits;
        this.clock = clock;
    }

    private record Part(String name, List<Map<String, Object>> rows) {}

    /** A copy; fails with {@code 429} for who has had too many. */
    Uni<AccountExport> of(UUID accountId) {
        return limiter.enforce(limits.exports(), accountId.toString())
                .flatMap(any -> accounts.find(accountId))
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .flatMap(account -> data(accountId)
                        .map(data -> new AccountExport(
                                clock.instant().truncatedTo(ChronoUnit.MILLIS), AccountView.of(account), data)));
    }

    private Uni<Map<String, List<Map<String, Object>>>> data(UUID accountId) {
        return Multi.createFrom()
                .iterable(excerpts)
                .onItem()
                .transformToUniAndConcatenate(excerpt -> database.client()
                        .preparedQuery(excerpt.query())
                        .execute(Tuple.of(accountId))
                        .map(rows -> new Part(excerpt.name(), Rows.all(rows, ExcerptRows::read))))
                .collect()
                .in(LinkedHashMap::new, (data, part) -> data.put(part.name(), part.rows()));
    }
}
