package dev.gatehouse.screening.check;

import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.velocity.RegistrationCounter;
import dev.gatehouse.velocity.RegistrationCounter.Counts;
import dev.gatehouse.velocity.VelocitySettings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * {@code registration-velocity}: do too many registrations come from this address, or from the network around it?
 * Counted before it is known whether the registration is accepted, and taken back when it is not. What is
 * too much for a household is tolerated, up to a multiple, where minFraud says that many people share the address.
 */
@Singleton
public final class RegistrationVelocityCheck implements Check {
    private final RegistrationCounter counter;
    private final VelocitySettings settings;

    RegistrationVelocityCheck(RegistrationCounter counter, VelocitySettings settings) {
        this.counter = counter;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "registration-velocity";
    }

    @Override
    public Set<Phase> phases() {
        return Set.of(Phase.REGISTRATION);
    }

    @Override
    public Group group() {
        return Group.LOOKUP;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMillis(500);
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        ClientAddress address = context.origin().globalAddress();
        return address == null
                ? Uni.createFrom().item(CheckResult.skipped("address-not-global"))
                : counter.take(context.accountId(), address).map(this::result);
    }

    @Override
    public Uni<Void> release(CheckContext context) {
        ClientAddress address = context.origin().globalAddress();
        return address == null ? Uni.createFrom().voidItem() : counter.release(context.accountId(), address);
    }

    private CheckResult result(Counts counts) {
        Map<String, Object> evidence = Map.of("address", counts.address(), "network", counts.network());
        CheckResult result = CheckResult.flaggedIf(!within(counts, 1), evidence);
        return within(counts, settings.sharedFactor()) ? result.toleratedOnSharedNetworks() : result;
    }

    private boolean within(Counts counts, long times) {
        return counts.address() <= times * settings.registrationsPerIp()
                && counts.network() <= times * settings.registrationsPerNetwork();
    }
}
