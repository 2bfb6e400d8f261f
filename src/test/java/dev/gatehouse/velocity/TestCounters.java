package dev.gatehouse.velocity;

import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.platform.redis.RedisClients;

/** Velocity counters for tests without CDI. */
public final class TestCounters {
    private TestCounters() {}

    /** A counter that counts there. */
    public static VelocityCounter of(RedisClients redis) {
        return new RedisVelocityCounter(redis, TestKeyrings.of((byte) 1));
    }
}
