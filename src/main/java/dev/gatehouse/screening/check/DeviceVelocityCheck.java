package dev.gatehouse.screening.check;

import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.velocity.Subject;
import dev.gatehouse.velocity.Thresholds;
import dev.gatehouse.velocity.Thresholds.Threshold;
import dev.gatehouse.velocity.VelocityCounter;
import dev.gatehouse.velocity.VelocitySettings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code device-velocity}: do too many registrations come from this {@code Gatehouse-Device}? */
@Singleton
public final class DeviceVelocityCheck implements Check {
    private final VelocityCounter counter;
    private final VelocitySettings settings;

    DeviceVelocityCheck(VelocityCounter counter, VelocitySettings settings) {
        this.counter = counter;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "device-velocity";
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
        String device = context.origin().device();
        return device == null
                ? Uni.createFrom().item(CheckResult.skipped("no-device"))
                : thresholds(context, device)
                        .take(counter)
                        .map(tally -> CheckResult.flaggedIf(tally.exceeded(), tally.counts()));
    }

    @Override
    public Uni<Void> release(CheckContext context) {
        String device = context.origin().device();
        return device == null
                ? Uni.createFrom().voidItem()
                : thresholds(context, device).release(counter);
    }

    private Thresholds thresholds(CheckContext context, String device) {
        Subject subject = Subject.of("device-registrations", device, settings.deviceWindow());
        Threshold threshold = new Threshold("device", subject, settings.registrationsPerDevice());
        return new Thresholds(context.accountId(), List.of(threshold));
    }
}
