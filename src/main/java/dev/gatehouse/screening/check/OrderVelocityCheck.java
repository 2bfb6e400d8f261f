package dev.gatehouse.screening.check;

import dev.gatehouse.platform.web.ClientAddress;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code order-velocity}: does the account, its address or its device order too often? What is unknown is not counted, and
 * nothing is where the panel orders by itself: all services of a client may renew in one hour, which says nothing about it.
 */
@Singleton
public final class OrderVelocityCheck implements Check {
    private final VelocityCounter counter;
    private final VelocitySettings settings;

    OrderVelocityCheck(VelocityCounter counter, VelocitySettings settings) {
        this.counter = counter;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "order-velocity";
    }

    @Override
    public Set<Phase> phases() {
        return Set.of(Phase.ORDER);
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
    public boolean aboutTheMoment() {
        return true;
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        if (context.purchase().automatic()) {
            return Uni.createFrom().item(CheckResult.skipped("automatic"));
        }
        return thresholds(context).take(counter).map(tally -> CheckResult.flaggedIf(tally.exceeded(), tally.counts()));
    }

    @Override
    public Uni<Void> release(CheckContext context) {
        return context.purchase().automatic()
                ? Uni.createFrom().voidItem()
                : thresholds(context).release(counter);
    }

    private Thresholds thresholds(CheckContext context) {
        ClientAddress address = context.origin().globalAddress();
        String device = context.origin().device();
        List<Threshold> all = new ArrayList<>();
        all.add(threshold("account", context.accountId().toString(), settings.ordersPerAccount()));
        if (address != null) {
            all.add(threshold("address", address.counted(), settings.ordersPerIp()));
        }
        if (device != null) {
            all.add(threshold("device", device, settings.ordersPerDevice()));
        }
        return new Thresholds(context.decisionId(), List.copyOf(all));
    }

    private Threshold threshold(String name, String value, int most) {
        return new Threshold(name, Subject.of(name + "-orders", value, settings.orderWindow()), most);
    }
}
