package dev.gatehouse.sandbox.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port, which keeps its data in memory alone. */
final class RedisCache {

    private final int port;

    private RedisCache(int port) {
        this.port = port;
    }

    static RedisCache start(Workplace workplace) {
        Path directory = workplace.directory();
        try {
            int port = freePort();
            RedisServer server = RedisServer.newRedisServer()
                    .executableProvider(ExecutableProvider.newJarResourceProvider(directory.toFile()))
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .setting("pidfile " + directory.resolve("redis.pid"))
                    .onShutdownForceStop(true)
                    .build();
            server.start();
            workplace.stopAtEnd(server::stop);
            return new RedisCache(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    Map<String, String> settings() {
        return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + port);
    }
}
