package dev.gatehouse.platform.redis;

import io.netty.channel.EventLoop;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Clients of Redis, one for each event loop and all configured alike: a client of Vert.x keeps all its connections on the
 * event loop that it was made on, so what another one asked would be handed over to it, and the answer back.
 */
@ApplicationScoped
public class RedisClients {
    private final Redis elsewhere;
    private final ConfiguredRedis configured;
    private final Map<EventLoop, Redis> own = new ConcurrentHashMap<>();

    RedisClients(Redis elsewhere, ConfiguredRedis configured) {
        this.elsewhere = elsewhere;
        this.configured = configured;
    }

    /** Sends one command. */
    Uni<Response> send(Request command) {
        return Uni.createFrom().deferred(() -> here().send(command));
    }

    /**
     * Sends them at once and yields the answers in their order. They leave together, but on a cluster, where their keys may
     * lie on different nodes. Waits for all of them; fails if one has failed.
     */
    Uni<List<Response>> send(List<Request> commands) {
        return Uni.createFrom()
                .deferred(() -> configured.isCluster()
                        ? Uni.join()
                                .all(commands.stream().map(here()::send).toList())
                                .andCollectFailures()
                                .onFailure(CompositeException.class)
                                .transform(failure -> failure.getCauses().get(0))
                        : here().batch(commands));
    }

    /** The client of this event loop, or the framework's own on any other thread. */
    private Redis here() {
        ContextInternal context = ContextInternal.current();
        return context == null || !Context.isOnEventLoopThread()
                ? elsewhere
                : own.computeIfAbsent(context.nettyEventLoop(), loop -> make(context.unwrap()));
    }

    /** A client belongs to the context that it is made on, which must not be that of one request. */
    private Redis make(ContextInternal root) {
        RedisOptions options = configured.options();
        // Else the pools would be one to those who look at metrics.
        options.setPoolName(options.getPoolName() + '-' + own.size());
        ContextInternal before = root.beginDispatch();
        try {
            return Redis.newInstance(io.vertx.redis.client.Redis.createClient(root.owner(), options));
        } finally {
            root.endDispatch(before);
        }
    }

    @PreDestroy
    void close() {
        own.values().forEach(Redis::close);
    }
}
