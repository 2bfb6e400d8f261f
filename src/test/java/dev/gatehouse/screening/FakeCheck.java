package dev.gatehouse.screening;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A check that does as it is told and counts how often it was called. */
final class FakeCheck implements Check {
    static final Duration TIMEOUT = Duration.ofMillis(300);

    final AtomicInteger runs = new AtomicInteger();
    final List<CheckContext> told = new CopyOnWriteArrayList<>();
    final AtomicInteger releases = new AtomicInteger();
    private final String id;
    private final Group group;
    private final Supplier<Uni<CheckResult>> answer;
    private boolean momentary;
    private Set<Phase> phases = EnumSet.allOf(Phase.class);
    private Supplier<Uni<Void>> release = () -> Uni.createFrom().voidItem();

    FakeCheck(String id, Group group, Supplier<Uni<CheckResult>> answer) {
        this.id = id;
        this.group = group;
        this.answer = answer;
    }

    static FakeCheck answering(String id, Group group, Outcome outcome) {
        return new FakeCheck(id, group, () -> Uni.createFrom().item(new CheckResult(outcome, Map.of("by", id), false)));
    }

    static FakeCheck saying(String id, Group group, CheckResult result) {
        return new FakeCheck(id, group, () -> Uni.createFrom().item(result));
    }

    static FakeCheck hanging(String id, Group group) {
        return new FakeCheck(id, group, () -> Uni.createFrom().nothing());
    }

    FakeCheck only(Phase phase) {
        this.phases = EnumSet.of(phase);
        return this;
    }

    FakeCheck aboutThisMoment() {
        this.momentary = true;
        return this;
    }

    FakeCheck releasing(Supplier<Uni<Void>> how) {
        this.release = how;
        return this;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean aboutTheMoment() {
        return momentary;
    }

    @Override
    public Set<Phase> phases() {
        return phases;
    }

    @Override
    public Group group() {
        return group;
    }

    @Override
    public Duration timeout() {
        return TIMEOUT;
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        runs.incrementAndGet();
        told.add(context);
        return answer.get();
    }

    @Override
    public Uni<Void> release(CheckContext context) {
        releases.incrementAndGet();
        return release.get();
    }
}
