package dev.gatehouse.account;

import dev.gatehouse.account.argon2.Argon2idChoice;
import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords off the event loop, on a small pool with a bounded queue.
 *
 * <p>The salt is an HMAC of the e-mail address. So several pending accounts on one address share it, and a sign-in
 * computes one hash whatever the number of accounts, none included (docs/adr/0005).
 */
@ApplicationScoped
public class Passwords {
    private static final int SALT_LENGTH = 16;

    private final WorkerExecutor pool;
    private final Keyring keyring;
    private final Argon2idChoice argon2id;
    private final int mostPending;
    private final AtomicInteger pending = new AtomicInteger();

    Passwords(Vertx vertx, Keyring keyring, Argon2idChoice argon2id, PasswordSettings settings, MeterRegistry metrics) {
        int threads = settings.threads() > 0
                ? settings.threads()
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.pool = vertx.createSharedWorkerExecutor("gatehouse-argon2", threads);
        this.keyring = keyring;
        this.argon2id = argon2id;
        this.mostPending = threads + settings.waiting();
        Gauge.builder("gatehouse.passwords.pending", pending, AtomicInteger::get)
                .register(metrics);
    }

    @PreDestroy
    void close() {
        pool.closeAndForget();
    }

    /** A PHC string for a new password of the account with that {@linkplain EmailAddress#key() address}. */
    public Uni<String> hash(String emailKey, String password) {
        return compute(Argon2.standard(salt(emailKey)), password);
    }

    /** Whether the password is that of the PHC string. */
    public Uni<Boolean> matches(String phc, String password) {
        return compute(Argon2.of(phc), password).map(hash -> same(phc, hash));
    }

    /**
     * The first of the PHC strings that the password belongs to, or {@code null}. Exactly one hash is computed: with
     * the parameters of the first string, or with the standard ones if there is none.
     */
    Uni<@Nullable String> match(List<String> candidates, String emailKey, String password) {
        Argon2 parameters = candidates.isEmpty() ? Argon2.standard(salt(emailKey)) : Argon2.of(candidates.get(0));
        return compute(parameters, password).map(hash -> {
            String found = null;
            for (String candidate : candidates) {
                if (same(candidate, hash) && found == null) {
                    found = candidate;
                }
            }
            return found;
        });
    }

    private Uni<String> compute(Argon2 parameters, String password) {
        return Uni.createFrom().deferred(() -> {
            if (pending.incrementAndGet() > mostPending) {
                pending.decrementAndGet();
                return Uni.createFrom()
                        .failure(Refusal.of(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(Duration.ofSeconds(2)));
            }
            return pool.executeBlocking(() -> parameters.hash(password, argon2id.get()), false)
                    .onTermination()
                    .invoke(pending::decrementAndGet);
        });
    }

    private byte[] salt(String emailKey) {
        byte[] mac = Digests.hmac(keyring.key("password-salt"), emailKey.getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(mac, SALT_LENGTH);
    }

    private static boolean same(String phc, String hash) {
        return Digests.same(phc.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }
}
