package dev.gatehouse.screening;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The newest version over the defaults, kept in memory. It is looked for every two seconds, so a change on one node is in
 * force on all within that; while the database is away the last one known stays. A node that has read none yet reads it
 * for the request at hand: nothing is decided by a policy that is not the one in force.
 */
@Singleton
final class PolicyInForce implements PolicySource {
    private static final Logger LOG = Logger.getLogger(PolicyInForce.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PolicyStore store;
    private final ChainPolicy defaults;
    private final AtomicReference<@Nullable ChainPolicy> known = new AtomicReference<>();
    private final AtomicBoolean away = new AtomicBoolean();

    PolicyInForce(PolicyStore store, PolicyDefaults defaults, MeterRegistry metrics) {
        this.store = store;
        this.defaults = defaults.defaults();
        Gauge.builder("gatehouse.policy.version", known, PolicyInForce::version).register(metrics);
    }

    @Override
    public Uni<ChainPolicy> current() {
        ChainPolicy policy = known.get();
        return policy == null ? refresh() : Uni.createFrom().item(policy);
    }

    /** Reads the newest version and puts it in force. */
    Uni<ChainPolicy> refresh() {
        return store.newest()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(newest -> adopt(newest == null ? PolicyVersion.unchanged(defaults) : newest));
    }

    /** Puts a version in force here, unless a newer one is. */
    ChainPolicy adopt(PolicyVersion version) {
        ChainPolicy fresh = version.over(defaults);
        ChainPolicy before = known.getAndUpdate(present -> newer(present, fresh));
        if (before == null || before.version() < fresh.version()) {
            LOG.infof("policy version=%d in force", fresh.version());
            version.unknown(defaults)
                    .forEach(line -> LOG.warnf(
                            "policy version=%d has a line that this release does not know check=%s phase=%s",
                            fresh.version(), line.check(), line.phase().code()));
        }
        return newer(before, fresh);
    }

    @Scheduled(identity = "policy", every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return refresh()
                .invoke(policy -> {
                    if (away.compareAndSet(true, false)) {
                        LOG.infof("policy version=%d read again", policy.version());
                    }
                })
                .onFailure()
                .invoke(this::notRead)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void notRead(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            ChainPolicy policy = known.get();
            LOG.warnf(
                    "policy cannot be read, version=%s stays: %s",
                    policy == null ? "none" : policy.version(),
                    failure.getClass().getName());
        }
    }

    private static ChainPolicy newer(@Nullable ChainPolicy present, ChainPolicy fresh) {
        return present == null || present.version() < fresh.version() ? fresh : present;
    }

    private static double version(AtomicReference<@Nullable ChainPolicy> known) {
        ChainPolicy policy = known.get();
        return policy == null ? 0 : policy.version();
    }
}
