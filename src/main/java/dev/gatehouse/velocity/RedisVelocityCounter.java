package dev.gatehouse.velocity;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.redis.RedisClients;
import dev.gatehouse.platform.redis.RedisScript;
import dev.gatehouse.platform.redis.RedisScript.Call;
import dev.gatehouse.velocity.Subject.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@link VelocityCounter} in Redis: one sorted set of members a window. Values stand there as keyed digests only. A
 * subject's digest is the hash tag of its keys, so that one script call counts all its windows on a cluster too; an
 * account, an address and a device live in different slots, so each subject is a call of its own. A new {@code
 * GATEHOUSE_SECRET} starts the counts afresh.
 */
@ApplicationScoped
class RedisVelocityCounter implements VelocityCounter {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final String PURPOSE = "velocity";

    private final RedisScript take;
    private final RedisScript release;
    private final byte[] key;

    RedisVelocityCounter(RedisClients redis, Keyring keyring) {
        this.take = new RedisScript(redis, "velocity.lua", TIMEOUT);
        this.release = new RedisScript(redis, "velocity-release.lua", TIMEOUT);
        this.key = keyring.key(PURPOSE);
    }

    @Override
    public Uni<List<Long>> take(UUID member, List<Subject> subjects) {
        return take.runEach(subjects.stream()
                        .map(subject -> new Call(
                                keys(subject),
                                List.of(
                                        member.toString(),
                                        Long.toString(subject.length().toMillis()))))
                        .toList())
                .map(answers ->
                        answers.stream().flatMap(RedisVelocityCounter::counts).toList())
                .onFailure()
                .call(() -> takeBack(member, subjects))
                .onCancellation()
                .call(() -> takeBack(member, subjects));
    }

    /** Where Redis is away, what was counted stays until its window is over: at most one too many. */
    private Uni<Void> takeBack(UUID member, List<Subject> subjects) {
        return release(member, subjects).onFailure().recoverWithNull();
    }

    @Override
    public Uni<Void> release(UUID member, List<Subject> subjects) {
        return release.runEach(subjects.stream()
                        .map(subject -> new Call(keys(subject), List.of(member.toString())))
                        .toList())
                .replaceWithVoid();
    }

    private static Stream<Long> counts(Response ofWindows) {
        return IntStream.range(0, ofWindows.size())
                .mapToObj(i -> ofWindows.get(i).toLong());
    }

    private List<String> keys(Subject subject) {
        String tag = "gh:vel:{" + digest(subject.value()) + "}:";
        return subject.windows().stream().map(window -> tag + suffix(window)).toList();
    }

    private String suffix(Window window) {
        String part = window.part();
        return part == null ? window.name() : window.name() + ':' + digest(part);
    }

    private String digest(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.hmac(key, text.getBytes(StandardCharsets.UTF_8)));
    }
}
