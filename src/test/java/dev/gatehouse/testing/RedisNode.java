package dev.gatehouse.testing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis on a free port of this machine, which keeps its data in memory, and a client of it alone. */
public final class RedisNode implements AutoCloseable {
    /** A node of a cluster listens on its port plus this too. */
    private static final int BUS = 10_000;

    private static final int HIGHEST_PORT = 65_535;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final int port;
    private final RedisServer server;
    private final Redis client;

    private RedisNode(Vertx vertx, String... settings) throws IOException {
        this.directory = Files.createTempDirectory("gatehouse-redis-");
        this.port = freePort();
        RedisServerBuilder builder = RedisServer.newRedisServer()
                .executableProvider(ExecutableProvider.newJarResourceProvider(directory.toFile()))
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + directory)
                .setting("save \"\"")
                .setting("appendonly no")
                .onShutdownForceStop(true);
        for (String setting : settings) {
            builder.setting(setting);
        }
        this.server = builder.build();
        this.client = Redis.createClient(vertx, pooled().setConnectionString(url()));
    }

    /** Starts one, with these lines of {@code redis.conf} too. */
    public static RedisNode start(Vertx vertx, String... settings) {
        try {
            RedisNode node = new RedisNode(vertx, settings);
            node.server.start();
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options of a client that many tests at once can use. */
    static RedisOptions pooled() {
        return new RedisOptions().setMaxPoolSize(8).setMaxPoolWaiting(500);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The address for clients. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Sends a command and waits for the answer. */
    public Response send(Command command, String... arguments) {
        return send(client, command, arguments);
    }

    /** The keys that it holds. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        send(Command.KEYS, "*").forEach(key -> keys.add(key.toString()));
        return keys;
    }

    static Response send(Redis client, Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return Objects.requireNonNull(await(client.send(request)));
    }

    /** Waits for an answer, but not for ever. */
    public static <T extends @Nullable Object> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that is free, as is that of the cluster's bus. */
    private static int freePort() throws IOException {
        while (true) {
            int port;
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = probe.getLocalPort();
            }
            if (port + BUS <= HIGHEST_PORT && isFree(port + BUS)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
