package dev.gatehouse.velocity;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.redis.RedisScript;
import dev.gatehouse.velocity.Subject.Window;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

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

    RedisVelocityCounter(Redis redis, Keyring keyring) {
        this.take = new RedisScript(redis, "velocity.lua", TIMEOUT);
        this.release = new RedisScript(redis, "velocity-release.lua", TIMEOUT);
        this.key = keyring.key(PURPOSE);
    }

    @Override
    public Uni<List<Long>> take(UUID member, List<Subject> subjects) {
        return each(subjects, subject -> take(member, subject))
                .map(counts -> counts.stream().flatMap(List::stream).toList())
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
        return each(subjects, subject -> release.run(keys(subject), List.of(member.toString())))
                .replaceWithVoid();
    }

    private Uni<List<Long>> take(UUID member, Subject subject) {
        String millis = Long.toString(subject.length().toMillis());
        return take.run(keys(subject), List.of(member.toString(), millis))
                .map(counts -> IntStream.range(0, counts.size())
                        .mapToObj(i -> counts.get(i).toLong())
                        .toList());
    }

    /** Waits for all calls, also when one has failed, so that a release comes after what it takes back. */
    private static <T> Uni<List<T>> each(List<Subject> subjects, Function<Subject, Uni<T>> call) {
        return Uni.join()
                .all(subjects.stream().map(call).toList())
                .andCollectFailures()
                .onFailure(CompositeException.class)
                .transform(failure -> failure.getCauses().get(0));
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
