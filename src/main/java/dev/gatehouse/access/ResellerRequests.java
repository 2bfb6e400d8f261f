package dev.gatehouse.access;

import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Counts the requests of each reseller, over all its keys and nodes. While Redis is away everything is let through: the
 * limit is there against floods.
 */
@ApplicationScoped
class ResellerRequests {
    private final RateLimiter rateLimiter;
    private final Limit limit;

    ResellerRequests(RateLimiter rateLimiter, ResellerLimits limits) {
        this.rateLimiter = rateLimiter;
        this.limit = new Limit("reseller-requests", limits.requestsASecond(), Duration.ofSeconds(1));
    }

    /** Counts a request with that key; fails with {@code 429 rate-limited}. The provider's own keys have no such limit. */
    Uni<Void> count(Caller.KeyHolder holder) {
        return holder.resellerId() == null
                ? Uni.createFrom().voidItem()
                : rateLimiter.enforce(limit, holder.resellerId().toString());
    }
}
