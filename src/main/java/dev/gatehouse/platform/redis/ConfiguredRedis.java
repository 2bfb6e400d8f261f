package dev.gatehouse.platform.redis;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Keeps how the framework configures its client ({@code quarkus.redis.*}), so that others can be made the same way. */
@Singleton
class ConfiguredRedis implements RedisOptionsCustomizer {
    private volatile @Nullable RedisOptions options;

    @Override
    public void customize(String clientName, RedisOptions configured) {
        options = new RedisOptions(configured);
    }

    /** A copy of the options; fails before the framework has made its client. */
    RedisOptions options() {
        return new RedisOptions(kept());
    }

    /** Whether keys may lie on different nodes. */
    boolean isCluster() {
        return kept().getType() == RedisClientType.CLUSTER;
    }

    private RedisOptions kept() {
        RedisOptions now = options;
        if (now == null) {
            throw new IllegalStateException("The framework has not configured its Redis client yet");
        }
        return now;
    }
}
