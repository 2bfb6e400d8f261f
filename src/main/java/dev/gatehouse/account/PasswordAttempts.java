package dev.gatehouse.account;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import dev.gatehouse.platform.web.ClientAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many wrong passwords through. An attempt is counted before the password is looked at, so that many at
 * once gain nothing, and given back if it was right.
 */
@ApplicationScoped
class PasswordAttempts {
    private final RateLimiter rateLimiter;
    private final SignInLimits limits;

    PasswordAttempts(RateLimiter rateLimiter, SignInLimits limits) {
        this.rateLimiter = rateLimiter;
        this.limits = limits;
    }

    /**
     * Runs one attempt.
     *
     * @param emailKey whose password is tried
     * @param from from where, or {@code null} where that is not known
     * @param attempt yields {@code null} if the password was wrong
     * @return what the attempt yields; fails with {@code 401 credentials-invalid} or {@code 429 rate-limited}
     */
    <T> Uni<T> attempt(String emailKey, @Nullable ClientAddress from, Uni<@Nullable T> attempt) {
        return rateLimiter
                .enforce(limits.account(), emailKey)
                .flatMap(any -> rateLimiter.enforce(limits.address(), from))
                .flatMap(any -> attempt)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.CREDENTIALS_INVALID))
                .call(() -> giveBack(emailKey, from));
    }

    private Uni<Void> giveBack(String emailKey, @Nullable ClientAddress from) {
        return rateLimiter
                .giveBack(limits.account(), emailKey)
                .flatMap(any -> rateLimiter.giveBack(limits.address(), from));
    }
}
