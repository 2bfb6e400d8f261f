package dev.gatehouse.platform.ratelimit;

import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.platform.redis.RedisClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Rate limiters for tests without CDI. */
public final class TestLimiters {
    private TestLimiters() {}

    /** A limiter that counts there. */
    public static RateLimiter of(RedisClients redis) {
        return new RateLimiter(
                redis, TestKeyrings.of((byte) 1), new SimpleMeterRegistry(), () -> Duration.ofSeconds(5));
    }
}
