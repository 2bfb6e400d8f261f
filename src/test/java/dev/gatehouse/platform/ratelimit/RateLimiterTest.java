package dev.gatehouse.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.testing.Identities;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limiter on a real Redis. */
@QuarkusTest
class RateLimiterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RateLimiter limiter;
    private final Redis redis;

    @Inject
    RateLimiterTest(RateLimiter limiter, Redis redis) {
        this.limiter = limiter;
        this.redis = redis;
    }

    @Test
    void letsThroughSoManyAndNoMore() {
        Limit limit = new Limit("test-quota", 3, Duration.ofMinutes(1));
        String subject = UUID.randomUUID().toString();

        assertThat(take(limit, subject).remaining()).isEqualTo(2);
        assertThat(take(limit, subject).remaining()).isEqualTo(1);
        assertThat(take(limit, subject).remaining()).isZero();
        RateLimitState refused = take(limit, subject);

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.reset()).isPositive().isLessThanOrEqualTo(limit.window());
        assertThat(take(limit, "another " + subject).allowed()).isTrue();
        assertThat(take(new Limit("test-quota-2", 1, limit.window()), subject).allowed())
                .isTrue();
    }

    @Test
    void anAddressCountsAsTheClientBehindIt() {
        Limit limit = new Limit("test-address", 1, Duration.ofMinutes(1));
        String network = Identities.ipv6Network();
        ClientAddress first = address(network + "::1");
        ClientAddress second = address(network + "::2");

        enforce(limit, first);

        assertThatThrownBy(() -> enforce(limit, second)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> await(limiter.enforceStrict(limit, second).replaceWith(true)))
                .isInstanceOf(Refusal.class);
        await(limiter.giveBack(limit, second).replaceWith(true));
        await(limiter.enforceStrict(limit, first).replaceWith(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "::1", "100.64.0.1"})
    void anAddressThatIsNotGlobalIsNotCounted(String text) {
        Limit limit = new Limit("test-not-global", 1, Duration.ofMinutes(1));
        ClientAddress address = address(text);

        for (int i = 0; i < 3; i++) {
            enforce(limit, address);
            await(limiter.enforceStrict(limit, address).replaceWith(true));
            await(limiter.giveBack(limit, address).replaceWith(true));
        }

        assertThat(await(limiter.peek(limit, address.counted())).remaining()).isEqualTo(1);
    }

    @Test
    void anAddressThatIsNotKnownIsNotCounted() {
        Limit limit = new Limit("test-unknown", 1, Duration.ofMinutes(1));
        ClientAddress unknown = ClientAddress.parse("nowhere");

        for (int i = 0; i < 3; i++) {
            await(limiter.enforce(limit, unknown).replaceWith(true));
            await(limiter.enforceStrict(limit, unknown).replaceWith(true));
            await(limiter.giveBack(limit, unknown).replaceWith(true));
        }
    }

    private void enforce(Limit limit, ClientAddress address) {
        await(limiter.enforce(limit, address).replaceWith(true));
    }

    private static ClientAddress address(String text) {
        return Objects.requireNonNull(ClientAddress.parse(text));
    }

    @Test
    void lookingCountsNothing() {
        Limit limit = new Limit("test-peek", 1, Duration.ofMinutes(1));
        String subject = UUID.randomUUID().toString();

        for (int i = 0; i < 3; i++) {
            assertThat(await(limiter.peek(limit, subject)))
                    .isEqualTo(new RateLimitState(limit, true, 1, Duration.ZERO));
        }
        take(limit, subject);

        assertThat(await(limiter.peek(limit, subject)).allowed()).isFalse();
    }

    @Test
    void theWindowSlides() {
        Limit limit = new Limit("test-window", 2, Duration.ofMillis(400));
        String subject = UUID.randomUUID().toString();
        take(limit, subject);
        take(limit, subject);
        assertThat(take(limit, subject).allowed()).isFalse();

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() -> await(limiter.peek(limit, subject)).remaining() == 2);
        assertThat(take(limit, subject).allowed()).isTrue();
    }

    @Test
    void manyAtOnceNeverGetMoreThanTheQuota() {
        Limit limit = new Limit("test-at-once", 7, Duration.ofMinutes(1));
        String subject = UUID.randomUUID().toString();
        List<Uni<RateLimitState>> takes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            takes.add(limiter.takeStrict(limit, subject));
        }

        List<RateLimitState> states = await(Uni.join().all(takes).andFailFast());

        assertThat(states).hasSize(50);
        assertThat(states.stream().filter(RateLimitState::allowed)).hasSize(7);
    }

    @Test
    void overTheLimitIsARefusalWithTheFields() {
        Limit limit = new Limit("test-enforce", 1, Duration.ofHours(1));
        String subject = UUID.randomUUID().toString();
        await(limiter.enforce(limit, subject));

        assertThatThrownBy(() -> await(limiter.enforce(limit, subject)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                    assertThat(refusal.retryAfterSeconds()).isBetween(3590L, 3600L);
                    assertThat(refusal.headers())
                            .containsEntry("RateLimit-Policy", "\"test-enforce\";q=1;w=3600")
                            .containsEntry("RateLimit", "\"test-enforce\";r=0;t=" + refusal.retryAfterSeconds());
                });
    }

    @Test
    void keysHoldNoSubjectAndExpire() {
        String subject = "someone-" + UUID.randomUUID() + "@example.org";
        take(new Limit("test-keys", 5, Duration.ofMinutes(1)), subject);

        Response keys = Objects.requireNonNull(
                await(redis.send(Request.cmd(Command.KEYS).arg("gh:rl:{test-keys:*}"))));
        assertThat(keys.size()).isPositive();
        for (Response key : keys) {
            assertThat(key.toString()).doesNotContain("example").matches("gh:rl:\\{test-keys:[A-Za-z0-9_-]{22}}");
            assertThat(await(redis.send(Request.cmd(Command.PTTL).arg(key.toString())))
                            .toLong())
                    .isBetween(1L, 60_001L);
        }
    }

    @Test
    void aScriptThatRedisForgotIsSentAgain() {
        Limit limit = new Limit("test-forgot", 5, Duration.ofMinutes(1));
        String subject = UUID.randomUUID().toString();
        take(limit, subject);
        await(redis.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));

        assertThat(await(limiter.takeStrict(limit, subject)).remaining()).isEqualTo(3);
    }

    private RateLimitState take(Limit limit, String subject) {
        return await(limiter.take(limit, subject));
    }

    private static <T extends @Nullable Object> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
