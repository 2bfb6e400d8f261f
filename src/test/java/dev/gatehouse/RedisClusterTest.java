package dev.gatehouse;

import static dev.gatehouse.testing.RedisNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import dev.gatehouse.platform.ratelimit.TestLimiters;
import dev.gatehouse.platform.redis.RedisScript;
import dev.gatehouse.testing.OwnRedisCluster;
import dev.gatehouse.testing.RedisNode;
import dev.gatehouse.velocity.Subject;
import dev.gatehouse.velocity.Subject.Window;
import dev.gatehouse.velocity.TestCounters;
import dev.gatehouse.velocity.VelocityCounter;
import io.vertx.mutiny.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every script on a real Redis Cluster of three masters, through the classes that use it. */
@Timeout(60)
class RedisClusterTest {
    @RegisterExtension
    static final OwnRedisCluster CLUSTER = new OwnRedisCluster();

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Limit LIMIT = new Limit("cluster", 100, HOUR);

    /** So many subjects that every master holds some. */
    private static final int MANY = 60;

    private final RateLimiter limiter = TestLimiters.of(CLUSTER.clients());
    private final VelocityCounter counter = TestCounters.of(CLUSTER.clients());

    @Test
    void everyScriptRunsOnEveryMaster() {
        // given masters that know none of them
        forgetScripts();

        // when
        useAll(1);

        // then
        assertThat(scripts()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(script -> {
            for (RedisNode master : CLUSTER.masters()) {
                assertThat(master.send(Command.SCRIPT, "EXISTS", digest(script))
                                .get(0)
                                .toInteger())
                        .as("%s on %d", script.getFileName(), master.port())
                        .isEqualTo(1);
            }
        });
    }

    @Test
    void countsSubjectsOfManySlots() {
        useAll(1);
        useAll(2);

        assertThat(CLUSTER.masters()).hasSize(3).allSatisfy(master -> assertThat(master.keys())
                .isNotEmpty());
        // A key for each limit, two windows for each network.
        assertThat(CLUSTER.masters().stream()
                        .mapToInt(master -> master.keys().size())
                        .sum())
                .isEqualTo(3 * MANY);
    }

    @Test
    void countsSubjectsOfManySlotsInOneCall() {
        List<Subject> subjects = IntStream.range(0, MANY)
                .mapToObj(i -> Subject.of("subject", "value-" + i, HOUR))
                .toList();
        UUID member = UUID.randomUUID();

        assertThat(await(counter.take(UUID.randomUUID(), subjects)))
                .hasSize(MANY)
                .containsOnly(1L);
        assertThat(await(counter.take(member, subjects))).containsOnly(2L);
        await(counter.release(member, subjects).replaceWith(true));
        assertThat(await(counter.take(UUID.randomUUID(), subjects))).containsOnly(2L);
    }

    @Test
    void countsOnWhereMastersForgotTheScripts() {
        useAll(1);

        forgetScripts();

        useAll(2);
    }

    @Test
    void countsOnWhileASlotMovesAndAfterwards() {
        // given
        assertThat(take("moving").remaining()).isEqualTo(99);
        String limited = onlyKey();
        assertThat(network("moving")).containsExactly(1L, 1L);
        String counted = CLUSTER.masters().stream()
                .flatMap(master -> master.keys().stream())
                .filter(key -> !key.equals(limited))
                .findFirst()
                .orElseThrow();

        // when the old master sends each call on (ASK)
        OwnRedisCluster.Move one = CLUSTER.move(limited);
        OwnRedisCluster.Move two = CLUSTER.move(counted);

        // then
        assertThat(take("moving").remaining()).isEqualTo(98);
        assertThat(network("moving")).containsExactly(2L, 2L);

        // when the client asks the old master, whose the slot is no more (MOVED)
        one.complete();
        two.complete();

        // then
        assertThat(take("moving").remaining()).isEqualTo(97);
        assertThat(network("moving")).containsExactly(3L, 3L);
        assertThat(CLUSTER.holderOf(limited)).isEqualTo(one.to());
        assertThat(CLUSTER.holderOf(counted)).isEqualTo(two.to());
    }

    @Test
    void keysOfOneCallAreOfOneSlot() {
        RedisScript script = new RedisScript(CLUSTER.clients(), "velocity-release.lua", HOUR);

        assertThatThrownBy(() -> await(script.run(List.of("a", "b"), List.of("member"))))
                .hasMessageContaining("slot");
    }

    /** Counts one for each of many subjects, and expects to have counted so many times. */
    private void useAll(int times) {
        for (int i = 0; i < MANY; i++) {
            String subject = "subject-" + i;
            assertThat(take(subject).remaining()).isEqualTo(LIMIT.quota() - times);
            UUID refused = UUID.randomUUID();
            List<Subject> network = List.of(network(subject, subject));
            assertThat(await(counter.take(refused, network))).containsExactly((long) times, (long) times);
            await(counter.release(refused, network).replaceWith(true));
            assertThat(network(subject)).containsExactly((long) times, (long) times);
        }
    }

    private RateLimitState take(String subject) {
        return await(limiter.takeStrict(LIMIT, subject));
    }

    private List<Long> network(String value) {
        return await(counter.take(UUID.randomUUID(), List.of(network(value, value))));
    }

    /** A subject of two windows, so two keys. */
    private static Subject network(String value, String part) {
        return new Subject(value, HOUR, List.of(new Window("address", part), new Window("network", null)));
    }

    private static String onlyKey() {
        List<String> keys = new ArrayList<>();
        CLUSTER.masters().forEach(master -> keys.addAll(master.keys()));
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }

    private static void forgetScripts() {
        CLUSTER.masters().forEach(master -> master.send(Command.SCRIPT, "FLUSH"));
    }

    private static List<Path> scripts() {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/redis"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path script) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(script)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
