package dev.gatehouse.platform.redis;

import dev.gatehouse.platform.resource.PackagedFile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
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
    private final RedisClients redis;
    private final Duration timeout;
    private final String source;
    private final String digest;

    /**
     * Reads the script.
     *
     * @param redis the clients
     * @param resource the file's name in {@code redis/}
     * @param timeout how long a call may take before it fails
     */
    public RedisScript(RedisClients redis, String resource, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
        this.source = PackagedFile.text("redis/" + resource);
        this.digest = sha1(source);
    }

    /**
     * What one call is about.
     *
     * @param keys share a hash tag
     * @param arguments what the script is told
     */
    public record Call(List<String> keys, List<String> arguments) {}

    /** Runs the script; fails if Redis is away or slower than the timeout. */
    public Uni<Response> run(List<String> keys, List<String> arguments) {
        Call call = new Call(keys, arguments);
        return within(redis.send(known(call))
                .onFailure(RedisScript::unknownScript)
                .recoverWithUni(() -> redis.send(anew(call))));
    }

    /**
     * Runs the script for each of them at once and yields the answers in their order. Waits for all of them; fails if one
     * has failed, or all together took longer than the timeout. If a node does not know the script, all are run once more:
     * to run again must change nothing.
     */
    public Uni<List<Response>> runEach(List<Call> calls) {
        return within(redis.send(calls.stream().map(this::known).toList())
                .onFailure(RedisScript::unknownScript)
                .recoverWithUni(() -> redis.send(calls.stream().map(this::anew).toList())));
    }

    private <T> Uni<T> within(Uni<T> answer) {
        return answer.ifNoItem().after(timeout).fail();
    }

    private Request known(Call call) {
        return request(Command.EVALSHA, digest, call);
    }

    private Request anew(Call call) {
        return request(Command.EVAL, source, call);
    }

    private static Request request(Command command, String script, Call call) {
        Request request = Request.cmd(command).arg(script).arg(call.keys().size());
        call.keys().forEach(request::arg);
        call.arguments().forEach(request::arg);
        return request;
    }

    /** What several commands have failed with holds what each of them has. */
    private static boolean unknownScript(Throwable failure) {
        String message = failure.getMessage();
        return message != null && message.contains("NOSCRIPT");
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
