package dev.gatehouse.testing;

import dev.gatehouse.platform.redis.RedisClients;
import dev.gatehouse.platform.redis.TestRedis;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Redis of one test class, empty before each of its tests: a static field with {@code @RegisterExtension}. */
public final class OwnRedis implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private @Nullable Vertx vertx;
    private @Nullable RedisNode node;

    @Override
    public void beforeAll(ExtensionContext context) {
        vertx = Vertx.vertx();
        node = RedisNode.start(vertx);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        send(Command.FLUSHALL);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        node().close();
        RedisNode.await(vertx().close());
    }

    /** Clients of it, as the service has them. */
    public RedisClients clients() {
        return TestRedis.clients(vertx(), RedisNode.pooled().setConnectionString(node().url()));
    }

    /** Clients of a port where nothing listens. */
    public RedisClients clientsOfNothing() {
        return TestRedis.clients(vertx(), RedisNode.pooled().setConnectionString("redis://127.0.0.1:1"));
    }

    /** Sends a command and waits for the answer. */
    public Response send(Command command, String... arguments) {
        return node().send(command, arguments);
    }

    /** The keys that it holds. */
    public List<String> keys() {
        return node().keys();
    }

    private RedisNode node() {
        return Objects.requireNonNull(node);
    }

    private Vertx vertx() {
        return Objects.requireNonNull(vertx);
    }
}
