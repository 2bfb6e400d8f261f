package dev.gatehouse.velocity;

import static dev.gatehouse.testing.RedisNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.platform.redis.RedisClients;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.testing.OwnRedis;
import dev.gatehouse.velocity.RegistrationCounter.Counts;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(20)
class NetworkRegistrationCounterTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final ClientAddress ADDRESS = address("93.184.216.34");
    private static final ClientAddress NEIGHBOUR = address("93.184.216.35");

    @RegisterExtension
    static final OwnRedis REDIS = new OwnRedis();

    private final RegistrationCounter counter = counter(DAY);

    @Test
    void countsTheAddressAndTheNetworkAroundIt() {
        assertThat(take(ADDRESS)).isEqualTo(new Counts(1, 1));
        assertThat(take(ADDRESS)).isEqualTo(new Counts(2, 2));
        assertThat(take(NEIGHBOUR)).isEqualTo(new Counts(1, 3));
        assertThat(take(address("93.184.217.34"))).isEqualTo(new Counts(1, 1));
        assertThat(take(address("::ffff:93.184.216.34"))).isEqualTo(new Counts(3, 4));
    }

    @Test
    void countsTheNetworksOfIpv6() {
        assertThat(take(address("2001:db8:1:1::1"))).isEqualTo(new Counts(1, 1));
        assertThat(take(address("2001:db8:1:1:ffff::2"))).isEqualTo(new Counts(2, 2));
        assertThat(take(address("2001:db8:1:2::1"))).isEqualTo(new Counts(1, 3));
        assertThat(take(address("2001:db8:2:1::1"))).isEqualTo(new Counts(1, 1));
    }

    @Test
    void countsAnAccountOnce() {
        // given
        UUID account = UUID.randomUUID();

        // then
        assertThat(await(counter.take(account, ADDRESS))).isEqualTo(new Counts(1, 1));
        assertThat(await(counter.take(account, ADDRESS))).isEqualTo(new Counts(1, 1));
    }

    @Test
    void takesBackWhatWasRefused() {
        // given
        UUID refused = UUID.randomUUID();
        take(ADDRESS);
        await(counter.take(refused, ADDRESS));

        // when
        await(counter.release(refused, ADDRESS).replaceWith(true));
        await(counter.release(refused, ADDRESS).replaceWith(true));
        await(counter.release(UUID.randomUUID(), NEIGHBOUR).replaceWith(true));

        // then
        assertThat(take(ADDRESS)).isEqualTo(new Counts(2, 2));
    }

    @Test
    void manyAtOnceAreCountedExactly() {
        // given
        List<Uni<Counts>> takes = Stream.generate(() -> counter.take(UUID.randomUUID(), ADDRESS))
                .limit(50)
                .toList();

        // when
        List<Counts> counts = await(Uni.join().all(takes).andFailFast());

        // then
        assertThat(counts)
                .extracting(Counts::address)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void theWindowSlides() {
        // given
        RegistrationCounter brief = counter(Duration.ofMillis(600));
        await(brief.take(UUID.randomUUID(), ADDRESS));
        pause(400);
        assertThat(await(brief.take(UUID.randomUUID(), ADDRESS))).isEqualTo(new Counts(2, 2));

        // when the first has left the window and the second has not
        pause(400);

        // then
        assertThat(await(brief.take(UUID.randomUUID(), ADDRESS))).isEqualTo(new Counts(2, 2));
    }

    @Test
    void whatIsNotAskedForExpires() {
        // given
        take(ADDRESS);

        // then
        assertThat(REDIS.keys()).hasSize(2);
        for (String key : REDIS.keys()) {
            assertThat(REDIS.send(Command.PTTL, key).toLong()).isBetween(DAY.toMillis() - 10_000, DAY.toMillis());
        }

        // when
        RegistrationCounter brief = counter(Duration.ofMillis(200));
        await(brief.take(UUID.randomUUID(), address("198.18.0.1")));
        pause(400);

        // then
        assertThat(REDIS.keys()).hasSize(2);
    }

    @Test
    void holdsNoAddressAndOneSlotACall() {
        // given
        take(ADDRESS);

        // then
        Set<String> tags = new HashSet<>();
        for (String key : REDIS.keys()) {
            assertThat(key).matches("gh:vel:\\{[\\w-]{43}}:(network|address:[\\w-]{43})");
            assertThat(key).doesNotContain("93.184");
            tags.add(key.substring(key.indexOf('{'), key.indexOf('}')));
        }
        assertThat(tags).hasSize(1);
    }

    @Test
    void anotherSecretLeadsToOtherKeys() {
        // given
        take(ADDRESS);

        // then
        RegistrationCounter other = new NetworkRegistrationCounter(
                new RedisVelocityCounter(REDIS.clients(), TestKeyrings.of((byte) 2)), new TestVelocitySettings(DAY));
        assertThat(await(other.take(UUID.randomUUID(), ADDRESS))).isEqualTo(new Counts(1, 1));
    }

    @Test
    void isSentAgainToARedisThatHasForgottenIt() {
        // given
        UUID account = UUID.randomUUID();
        await(counter.take(account, ADDRESS));

        // when
        REDIS.send(Command.SCRIPT, "FLUSH");

        // then
        assertThat(take(ADDRESS)).isEqualTo(new Counts(2, 2));
        REDIS.send(Command.SCRIPT, "FLUSH");
        await(counter.release(account, ADDRESS).replaceWith(true));
        assertThat(take(ADDRESS)).isEqualTo(new Counts(2, 2));
    }

    @Test
    void failsWhenRedisIsAway() {
        // given
        RedisClients nowhere = REDIS.clientsOfNothing();
        RegistrationCounter away = new NetworkRegistrationCounter(
                new RedisVelocityCounter(nowhere, TestKeyrings.of((byte) 1)), new TestVelocitySettings(DAY));

        // when, then
        assertThatThrownBy(() -> await(away.take(UUID.randomUUID(), ADDRESS)))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void failsWhenRedisIsSilentAndRecovers() {
        // given
        UUID account = UUID.randomUUID();
        take(ADDRESS);
        REDIS.send(Command.CLIENT, "PAUSE", "1200");

        // when
        assertThatThrownBy(() -> await(counter.take(account, ADDRESS))).isInstanceOf(TimeoutException.class);

        // then what it counts late is taken back by the release
        REDIS.send(Command.PING);
        pause(100);
        assertThat(await(counter.take(account, ADDRESS))).isEqualTo(new Counts(2, 2));
        await(counter.release(account, ADDRESS).replaceWith(true));
        assertThat(take(ADDRESS)).isEqualTo(new Counts(2, 2));
    }

    private Counts take(ClientAddress address) {
        return await(counter.take(UUID.randomUUID(), address));
    }

    private static RegistrationCounter counter(Duration window) {
        return new NetworkRegistrationCounter(
                new RedisVelocityCounter(REDIS.clients(), TestKeyrings.of((byte) 1)), new TestVelocitySettings(window));
    }

    private static void pause(long millis) {
        await(Uni.createFrom().item(true).onItem().delayIt().by(Duration.ofMillis(millis)));
    }

    private static ClientAddress address(String literal) {
        return Objects.requireNonNull(ClientAddress.parse(literal));
    }
}
