package dev.gatehouse.screening;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The checks in their order. {@link CheckChain} lays it at the start, which is refused if a line has no class, a class has
 * no line, a phase has no check, or the default policy does not cover exactly what is here.
 */
@Singleton
public final class ChainPlan {
    private static final List<String> ORDER = List.of(
            "deny-list",
            "allow-list",
            "disposable-email",
            "email-domain",
            "phone-line",
            "registration-velocity",
            "device-velocity",
            "multiple-accounts",
            "minfraud",
            "tor-exit",
            "order-velocity",
            "geo-consistency");

    private final List<Check> checks;
    private final Map<Phase, Map<Group, List<Check>>> steps;

    @Inject
    ChainPlan(@All List<Check> checks, PolicyDefaults policy) {
        this(ORDER, checks, policy.defaults());
    }

    /**
     * Lays the plan.
     *
     * @throws IllegalStateException that names what is missing
     */
    ChainPlan(List<String> order, List<Check> classes, ChainPolicy policy) {
        Map<String, Check> byId = new HashMap<>();
        for (Check check : classes) {
            refuse(byId.put(check.id(), check) != null, "two classes for check " + check.id());
        }
        List<Check> ordered = new ArrayList<>();
        for (String id : order) {
            refuse(ordered.stream().anyMatch(check -> check.id().equals(id)), "two lines for check " + id);
            Check check = byId.remove(id);
            if (check == null) {
                throw incomplete("no class for check " + id);
            }
            ordered.add(check);
        }
        this.checks = List.copyOf(ordered);
        this.steps = steps(checks);
        refuse(!byId.isEmpty(), "no line in the plan for checks " + byId.keySet());
        for (Phase phase : Phase.values()) {
            refuse(of(phase).isEmpty(), "no check in phase " + phase.code());
            of(phase).forEach(check -> policy.of(check.id(), phase));
        }
        for (ChainPolicy.Line line : policy.lines().keySet()) {
            refuse(
                    of(line.phase()).stream().noneMatch(check -> check.id().equals(line.check())),
                    "a policy without a check: " + line);
        }
    }

    /** The ids of all checks. */
    public Set<String> ids() {
        return checks.stream().map(Check::id).collect(Collectors.toUnmodifiableSet());
    }

    /** The ids of the checks that staff may exempt a client from; see {@link Effect.Exempt}. */
    public Set<String> liftable() {
        return checks.stream()
                .filter(check -> check.group() != Group.LISTS)
                .map(Check::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a policy is about: every check in each of its phases, in order. */
    List<ChainPolicy.Line> lines() {
        return checks.stream()
                .flatMap(check -> Arrays.stream(Phase.values())
                        .filter(check.phases()::contains)
                        .map(phase -> new ChainPolicy.Line(check.id(), phase)))
                .toList();
    }

    /** The checks of a phase, in order. */
    List<Check> of(Phase phase) {
        return checks.stream().filter(check -> check.phases().contains(phase)).toList();
    }

    /** The checks of a phase that run in one step, in order. */
    List<Check> of(Phase phase, Group group) {
        return steps.getOrDefault(phase, Map.of()).getOrDefault(group, List.of());
    }

    private static Map<Phase, Map<Group, List<Check>>> steps(List<Check> checks) {
        Map<Phase, Map<Group, List<Check>>> steps = new EnumMap<>(Phase.class);
        for (Check check : checks) {
            for (Phase phase : check.phases()) {
                steps.computeIfAbsent(phase, any -> new EnumMap<>(Group.class))
                        .computeIfAbsent(check.group(), any -> new ArrayList<>())
                        .add(check);
            }
        }
        return steps;
    }

    private static void refuse(boolean condition, String message) {
        if (condition) {
            throw incomplete(message);
        }
    }

    private static IllegalStateException incomplete(String message) {
        return new IllegalStateException("the check chain is not complete: " + message);
    }
}
