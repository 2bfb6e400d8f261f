package dev.gatehouse.verification;

import java.time.Duration;
import java.time.Instant;
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

    /** How long until another code may be sent; zero if it may now. */
    Duration waitFor(SmsLimits limits, Instant now) {
        Instant coolDown = accountNewest == null ? now : accountNewest.plus(limits.coolDown());
        Instant account =
                accountOldest != null && byAccount >= limits.perAccountAnHour() ? accountOldest.plus(HOUR) : now;
        Instant number = numberOldest != null && byNumber >= limits.perNumberAnHour() ? numberOldest.plus(HOUR) : now;
        Instant latest = max(coolDown, max(account, number));
        return latest.isAfter(now) ? Duration.between(now, latest) : Duration.ZERO;
    }

    /** How many more may be sent within the hour after the next one. */
    int leftAfterNext(SmsLimits limits) {
        int account = limits.perAccountAnHour() - byAccount - 1;
        int number = limits.perNumberAnHour() - byNumber - 1;
        return Math.max(0, Math.min(account, number));
    }

    private static Instant max(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }
}
