package dev.gatehouse.velocity;

import static dev.gatehouse.testing.RedisNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.testing.OwnRedis;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.redis.client.Command;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several subjects at once; what one subject does is in {@link NetworkRegistrationCounterTest}. */
@Timeout(20)
class RedisVelocityCounterTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Subject ACCOUNT = Subject.of("account-orders", "the-account", HOUR);
    private static final Subject ADDRESS = Subject.of("address-orders", "93.184.216.34", HOUR);
    private static final Subject DEVICE = Subject.of("device-orders", "the-device", HOUR);
    private static final List<Subject> ALL = List.of(ACCOUNT, ADDRESS, DEVICE);

    @RegisterExtension
    static final OwnRedis REDIS = new OwnRedis();

    private final VelocityCounter counter = counter();

    @Test
    void countsEachSubjectByItself() {
        assertThat(take(ALL)).containsExactly(1L, 1L, 1L);
        assertThat(take(List.of(ACCOUNT))).containsExactly(2L);
        assertThat(take(List.of(ADDRESS, DEVICE))).containsExactly(2L, 2L);
        assertThat(take(ALL)).containsExactly(3L, 3L, 3L);
        assertThat(take(List.of(Subject.of("device-orders", "another", HOUR)))).containsExactly(1L);
        assertThat(take(List.of(Subject.of("device-registrations", "the-device", HOUR))))
                .containsExactly(1L);
    }

    @Test
    void holdsDigestsInASlotForEachSubject() {
        // given
        take(ALL);

        // then
        assertThat(REDIS.keys())
                .hasSize(3)
                .allMatch(key -> key.matches("gh:vel:\\{[\\w-]{43}}:(account|address|device)-orders"));
        assertThat(REDIS.keys().stream()
                        .map(key -> key.substring(0, key.indexOf('}')))
                        .distinct())
                .hasSize(3);
    }

    @Test
    void takesBackAllOfThem() {
        // given
        UUID refused = UUID.randomUUID();
        take(ALL);
        await(counter.take(refused, ALL));

        // when
        await(counter.release(refused, ALL).replaceWith(true));

        // then
        assertThat(take(ALL)).containsExactly(2L, 2L, 2L);
    }

    @Test
    void manyAtOnceAreCountedExactly() {
        // given
        List<Uni<List<Long>>> takes = Stream.generate(() -> counter.take(UUID.randomUUID(), ALL))
                .limit(20)
                .toList();

        // when
        List<List<Long>> counts = await(Uni.join().all(takes).andFailFast());

        // then
        Long[] each = LongStream.rangeClosed(1, 20).boxed().toArray(Long[]::new);
        for (int subject = 0; subject < ALL.size(); subject++) {
            int index = subject;
            assertThat(counts.stream().map(one -> one.get(index))).containsExactlyInAnyOrder(each);
        }
    }

    @Test
    void countsNothingIfOneOfThemFails() {
        // given
        take(List.of(ADDRESS));
        REDIS.send(Command.SET, REDIS.keys().get(0), "no sorted set");

        // when
        assertThatThrownBy(() -> take(ALL)).hasMessageContaining("WRONGTYPE");

        // then
        REDIS.send(
                Command.DEL,
                REDIS.keys().stream().filter(key -> key.contains("address")).toArray(String[]::new));
        assertThat(take(ALL)).containsExactly(1L, 1L, 1L);
    }

    @Test
    void countsNothingIfTheCallerCancels() {
        // given
        take(ALL);
        REDIS.send(Command.CLIENT, "PAUSE", "300");

        // when
        Cancellable caller = counter.take(UUID.randomUUID(), ALL).subscribe().with(counts -> {}, failure -> {});
        caller.cancel();
        REDIS.send(Command.PING);
        await(Uni.createFrom().item(true).onItem().delayIt().by(Duration.ofMillis(200)));

        // then
        assertThat(take(ALL)).containsExactly(2L, 2L, 2L);
    }

    @Test
    void failsWithinItsTimeWhenRedisIsSilent() {
        // given
        take(ALL);
        REDIS.send(Command.CLIENT, "PAUSE", "900");

        // when
        assertThatThrownBy(() -> take(ALL)).isInstanceOf(TimeoutException.class);

        // then what was counted late is taken back
        REDIS.send(Command.PING);
        await(Uni.createFrom().item(true).onItem().delayIt().by(Duration.ofMillis(200)));
        assertThat(take(ALL)).containsExactly(2L, 2L, 2L);
    }

    @Test
    void showsNoValueInItsText() {
        Subject subject = new Subject("secret", HOUR, List.of(new Subject.Window("address", "private")));

        assertThat(subject).hasToString("Subject[address]");
        assertThatThrownBy(() -> new Subject("secret", HOUR, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static VelocityCounter counter() {
        return new RedisVelocityCounter(REDIS.clients(), TestKeyrings.of((byte) 1));
    }

    private List<Long> take(List<Subject> subjects) {
        return await(counter.take(UUID.randomUUID(), subjects));
    }
}
