package dev.gatehouse.velocity;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.redis.RedisScript;
import dev.gatehouse.platform.web.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * {@link RegistrationCounter} in Redis: one sorted set of account ids an address and one a network. Addresses stand
 * there as keyed digests only. The network's digest is the hash tag of both keys, so that one script call counts both
 * on a cluster too. A new {@code GATEHOUSE_SECRET} starts the counts afresh.
 */
@ApplicationScoped
class RedisRegistrationCounter implements RegistrationCounter {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final String PURPOSE = "velocity";

    private final RedisScript take;
    private final RedisScript release;
    private final byte[] key;
    private final String windowMillis;

    RedisRegistrationCounter(Redis redis, Keyring keyring, VelocitySettings settings) {
        this.take = new RedisScript(redis, "velocity.lua", TIMEOUT);
        this.release = new RedisScript(redis, "velocity-release.lua", TIMEOUT);
        this.key = keyring.key(PURPOSE);
        this.windowMillis = Long.toString(settings.window().toMillis());
    }

    @Override
    public Uni<Counts> take(UUID accountId, ClientAddress address) {
        return take.run(keys(address), List.of(accountId.toString(), windowMillis))
                .map(counts -> new Counts(counts.get(0).toLong(), counts.get(1).toLong()));
    }

    @Override
    public Uni<Void> release(UUID accountId, ClientAddress address) {
        return release.run(keys(address), List.of(accountId.toString())).replaceWithVoid();
    }

    private List<String> keys(ClientAddress address) {
        String tag = "gh:vel:{" + digest(address.network()) + "}:";
        return List.of(tag + "address:" + digest(address.counted()), tag + "network");
    }

    private String digest(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.hmac(key, text.getBytes(StandardCharsets.UTF_8)));
    }
}
