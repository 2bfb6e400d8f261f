package dev.gatehouse.platform.redis;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/** Clients for tests without CDI. */
public final class TestRedis {
    private TestRedis() {}

    /** Clients with these options, which belong to that Vert.x and end with it. */
    public static RedisClients clients(Vertx vertx, RedisOptions options) {
        ConfiguredRedis configured = new ConfiguredRedis();
        configured.customize("test", options);
        return new RedisClients(Redis.createClient(vertx, options), configured);
    }
}
