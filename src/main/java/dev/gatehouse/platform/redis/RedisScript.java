package dev.gatehouse.platform.redis;

import dev.gatehouse.platform.resource.PackagedFile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * A Lua script that lives in {@code redis/} on the class path. It is called by its digest and sent again when Redis
 * does not know it ({@code NOSCRIPT}), so a restarted or another node needs no preparation. All keys of one call share
 * a hash tag, so that the script runs unchanged on Redis Cluster.
 */
public final class RedisScript {
    private final Redis redis;
    private final Duration timeout;
    private final String source;
    private final String digest;

    /**
     * Reads the script.
     *
     * @param redis the client
     * @param resource the file's name in {@code redis/}
     * @param timeout how long a call may take before it fails
     */
    public RedisScript(Redis redis, String resource, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
        this.source = PackagedFile.text("redis/" + resource);
        this.digest = sha1(source);
    }

    /** Runs the script; fails if Redis is away or slower than the timeout. */
    public Uni<Response> run(List<String> keys, List<String> arguments) {
        return redis.send(request(Command.EVALSHA, digest, keys, arguments))
                .onFailure(RedisScript::unknownScript)
                .recoverWithUni(() -> redis.send(request(Command.EVAL, source, keys, arguments)))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private static Request request(Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private static boolean unknownScript(Throwable failure) {
        String message = failure.getMessage();
        return message != null && message.startsWith("NOSCRIPT");
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is missing from this Java", e);
        }
    }
}
