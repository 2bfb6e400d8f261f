package dev.gatehouse.platform.ratelimit;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a limit says about one caller.
 *
 * @param limit the limit
 * @param allowed whether this one is let through
 * @param remaining how many more are let through now
 * @param reset how long until at least one more is let through (or, while some remain, until the oldest leaves the window)
 */
public record RateLimitState(Limit limit, boolean allowed, int remaining, Duration reset) {
    /** What a limit says that is counted elsewhere, in PostgreSQL, about who is over it. */
    public static RateLimitState exceeded(Limit limit, Duration wait) {
        return new RateLimitState(limit, false, 0, wait);
    }

    /**
     * What a limit says to who had so many in its window, as PostgreSQL has counted them: {@code null} if one more is let
     * through.
     *
     * @param oldest of those many; {@code null} if there were none
     */
    public static @Nullable RateLimitState ofCount(Limit limit, long many, @Nullable Instant oldest, Instant now) {
        if (many < limit.quota()) {
            return null;
        }
        // A quota of none at all is exceeded by who had none.
        Instant since = oldest == null ? now : oldest;
        return exceeded(limit, Duration.between(now, since.plus(limit.window())));
    }

    /** {@code 429 rate-limited}; see {@link #refusal(ErrorCode)}. */
    public Refusal refusal() {
        return refusal(ErrorCode.RATE_LIMITED);
    }

    /**
     * The refusal for who is over this limit, with {@code Retry-After} and the {@code RateLimit} and
     * {@code RateLimit-Policy} fields of draft-ietf-httpapi-ratelimit-headers-10. Limits that are counted elsewhere
     * (in PostgreSQL) make a state of their own and refuse through it too.
     *
     * @param code a 429
     */
    public Refusal refusal(ErrorCode code) {
        Refusal refusal = Refusal.of(code).retryAfter(reset);
        long seconds = refusal.retryAfterSeconds() == null ? 1 : refusal.retryAfterSeconds();
        String name = '"' + limit.name() + '"';
        return refusal.withHeader(
                        "RateLimit-Policy",
                        name + ";q=" + limit.quota() + ";w=" + limit.window().toSeconds())
                .withHeader("RateLimit", name + ";r=" + remaining + ";t=" + seconds);
    }
}
