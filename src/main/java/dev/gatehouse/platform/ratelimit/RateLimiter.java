package dev.gatehouse.platform.ratelimit;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.redis.RedisClients;
import dev.gatehouse.platform.redis.RedisScript;
import dev.gatehouse.platform.web.ClientAddress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts in Redis, over a sliding window. Subjects (addresses, e-mail addresses, ids) stand in Redis only as a keyed
 * digest, so that neither a dump nor a key listing tells who they are; it changes with {@code GATEHOUSE_SECRET}, which
 * starts the counters anew.
 *
 * <p>When Redis is away or slow, {@link #take}, {@link #peek} and {@link #enforce} let everyone through: such limits
 * are there against floods, and an outage of a counter must not close the service. What costs money or guards a code
 * is counted in PostgreSQL, or asks {@link #takeStrict}, which fails instead.
 */
@ApplicationScoped
public class RateLimiter {
    private static final Logger LOG = Logger.getLogger(RateLimiter.class);
    private static final String PURPOSE = "rate-limit-subject";

    /** 128 bits of the digest are enough to tell subjects apart. */
    private static final int DIGEST_BYTES = 16;

    private final RedisScript script;
    private final Keyring keyring;
    private final Counter unavailable;
    private final MeterRegistry meters;
    private final AtomicBoolean away = new AtomicBoolean();

    RateLimiter(RedisClients redis, Keyring keyring, MeterRegistry meters, RateLimitSettings settings) {
        this.script = new RedisScript(redis, "rate-limit.lua", settings.timeout());
        this.keyring = keyring;
        this.meters = meters;
        this.unavailable = Counter.builder("gatehouse.ratelimit.unavailable")
                .description("limits that let a request through because Redis did not answer")
                .register(meters);
    }

    /** Counts one for the subject, if the limit lets it through; refused ones are not counted. Never fails. */
    public Uni<RateLimitState> take(Limit limit, String subject) {
        return lenient(limit, run(limit, subject, Mode.TAKE));
    }

    /** Looks without counting. Never fails. */
    public Uni<RateLimitState> peek(Limit limit, String subject) {
        return lenient(limit, run(limit, subject, Mode.LOOK));
    }

    /** As {@link #take}, but fails with the infrastructure's error when Redis is away, which becomes a 503. */
    public Uni<RateLimitState> takeStrict(Limit limit, String subject) {
        return run(limit, subject, Mode.TAKE);
    }

    /** As {@link #take}, but fails with {@code 429 rate-limited} for who is over the limit. */
    public Uni<Void> enforce(Limit limit, String subject) {
        return letThrough(take(limit, subject));
    }

    /**
     * Counts against the client behind that address; see {@link #enforce(Limit, String)}. An address that is not global
     * (ADR 8), or not known, is not counted.
     */
    public Uni<Void> enforce(Limit limit, @Nullable ClientAddress from) {
        return from != null && from.isGlobal()
                ? enforce(limit, from.counted())
                : Uni.createFrom().voidItem();
    }

    /** As {@link #takeStrict}, but fails with {@code 429 rate-limited} for who is over the limit. */
    public Uni<Void> enforceStrict(Limit limit, String subject) {
        return letThrough(takeStrict(limit, subject));
    }

    /**
     * Counts against the client behind that address; see {@link #enforceStrict(Limit, String)}. An address that is not
     * global (ADR 8), or not known, is not counted.
     */
    public Uni<Void> enforceStrict(Limit limit, @Nullable ClientAddress from) {
        return from != null && from.isGlobal()
                ? enforceStrict(limit, from.counted())
                : Uni.createFrom().voidItem();
    }

    /** Takes the subject's latest hit back, since it turned out not to count. Never fails. */
    public Uni<Void> giveBack(Limit limit, String subject) {
        return lenient(limit, run(limit, subject, Mode.GIVE_BACK)).replaceWithVoid();
    }

    /** Takes back what was counted against the client behind that address. Never fails. */
    public Uni<Void> giveBack(Limit limit, @Nullable ClientAddress from) {
        return from != null && from.isGlobal()
                ? giveBack(limit, from.counted())
                : Uni.createFrom().voidItem();
    }

    private static Uni<Void> letThrough(Uni<RateLimitState> taken) {
        return taken.onItem()
                .transformToUni(state -> state.allowed()
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(state.refusal()));
    }

    /** What the script is to do; the name is its argument. */
    private enum Mode {
        LOOK,
        TAKE,
        GIVE_BACK
    }

    private Uni<RateLimitState> run(Limit limit, String subject, Mode mode) {
        return Uni.createFrom().deferred(() -> {
            List<String> arguments = List.of(
                    Integer.toString(limit.quota()),
                    Long.toString(Math.multiplyExact(limit.window().toMillis(), 1000L)),
                    mode.name().toLowerCase(Locale.ROOT));
            return script.run(List.of(key(limit, subject)), arguments)
                    .onItem()
                    .transform(reply -> state(limit, reply))
                    .onItem()
                    .invoke(this::answered);
        });
    }

    private Uni<RateLimitState> lenient(Limit limit, Uni<RateLimitState> asked) {
        return asked.onFailure().recoverWithItem(failure -> {
            unavailable.increment();
            if (away.compareAndSet(false, true)) {
                LOG.warnf(
                        "Redis does not answer (%s): rate limits let everyone through until it does",
                        failure.getClass().getSimpleName());
            }
            return new RateLimitState(limit, true, limit.quota(), Duration.ZERO);
        });
    }

    private void answered(RateLimitState state) {
        if (away.compareAndSet(true, false)) {
            LOG.info("Redis answers again: rate limits hold");
        }
        if (!state.allowed()) {
            meters.counter("gatehouse.ratelimit.refused", "limit", state.limit().name())
                    .increment();
        }
    }

    private static RateLimitState state(Limit limit, Response reply) {
        return new RateLimitState(
                limit,
                reply.get(0).toInteger() == 1,
                reply.get(1).toInteger(),
                Duration.of(reply.get(2).toLong(), ChronoUnit.MICROS));
    }

    private String key(Limit limit, String subject) {
        byte[] digest = Digests.hmac(
                keyring.key(PURPOSE),
                limit.name().getBytes(StandardCharsets.UTF_8),
                subject.getBytes(StandardCharsets.UTF_8));
        String digested = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
        return "gh:rl:{" + limit.name() + ':' + digested + '}';
    }
}
