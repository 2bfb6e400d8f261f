package dev.gatehouse.verification;

import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The codes that an account and a number had in the last hour, and what the limits say about another one. Pure.
 *
 * @param byAccount codes sent to the account
 * @param accountOldest when the first of them was sent
 * @param accountNewest when the last of them was sent
 * @param byNumber codes sent to the number, from any account
 * @param numberOldest when the first of them was sent
 */
record SmsUse(
        int byAccount,
        @Nullable Instant accountOldest,
        @Nullable Instant accountNewest,
        int byNumber,
        @Nullable Instant numberOldest) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** The limit that holds the next code back longest, or {@code null} if it may be sent now. */
    @Nullable RateLimitState exceeded(SmsLimits limits, Instant now) {
        Stream<@Nullable RateLimitState> all = Stream.of(
                over(new Limit("sms-cool-down", 1, limits.coolDown()), byAccount, accountNewest, now),
                over(new Limit("sms-per-account", limits.perAccountAnHour(), HOUR), byAccount, accountOldest, now),
                over(new Limit("sms-per-number", limits.perNumberAnHour(), HOUR), byNumber, numberOldest, now));
        return all.filter(Objects::nonNull)
                .max(Comparator.comparing(RateLimitState::reset))
                .orElse(null);
    }

    private static @Nullable RateLimitState over(Limit limit, int used, @Nullable Instant since, Instant now) {
        if (since == null || used < limit.quota()) {
            return null;
        }
        Duration wait = Duration.between(now, since.plus(limit.window()));
        return wait.isNegative() || wait.isZero() ? null : RateLimitState.exceeded(limit, wait);
    }

    /** How many more may be sent within the hour after the next one. */
    int leftAfterNext(SmsLimits limits) {
        int account = limits.perAccountAnHour() - byAccount - 1;
        int number = limits.perNumberAnHour() - byNumber - 1;
        return Math.max(0, Math.min(account, number));
    }
}
