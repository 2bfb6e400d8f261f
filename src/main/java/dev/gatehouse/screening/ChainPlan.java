package dev.gatehouse.screening;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The checks in their order. {@link CheckChain} lays it at the start, which is refused if a line has no class, a class has no line, a phase has no check, or
 * the policy in force does not cover exactly what is here.
 */
@Singleton
public final class ChainPlan {
    private static final List<String> ORDER =
            List.of("disposable-email", "phone-line", "registration-velocity", "device-velocity", "order-velocity");

    private final List<Check> checks;

    @Inject
    ChainPlan(@All List<Check> checks, PolicySource policies) {
        this(ORDER, checks, policies.current());
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

    /** The checks of a phase, in order. */
    List<Check> of(Phase phase) {
        return checks.stream().filter(check -> check.phases().contains(phase)).toList();
    }

    /** The checks of a phase that run in one step, in order. */
    List<Check> of(Phase phase, Group group) {
        return of(phase).stream().filter(check -> check.group() == group).toList();
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
