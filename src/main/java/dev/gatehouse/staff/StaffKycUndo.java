package dev.gatehouse.staff;

import dev.gatehouse.kyc.KycUndo;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.screening.ChainPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.TreeSet;

/** Looks a bulk undo over before it runs. */
@ApplicationScoped
class StaffKycUndo {
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final KycUndo undo;
    private final ChainPlan plan;

    StaffKycUndo(KycUndo undo, ChainPlan plan) {
        this.undo = undo;
        this.plan = plan;
    }

    /** Runs it; fails with {@code 422} for a check that there is not, or a time that ends before it begins. */
    Uni<KycUndo.Cleared> run(KycClearRequest request, boolean dryRun, String actor) {
        if (!plan.ids().contains(request.check())) {
            throw Refusal.invalid(
                    "/check", "unknown", "Checks are " + String.join(", ", new TreeSet<>(plan.ids())) + ".");
        }
        refuseFarAway("/from", request.from());
        refuseFarAway("/to", request.to());
        if (!request.from().isBefore(request.to())) {
            throw Refusal.invalid("/to", "out-of-range", "After from.");
        }
        KycUndo.Order order = new KycUndo.Order(
                request.check(), request.from(), request.to(), request.reason().strip(), actor);
        return dryRun ? undo.look(order) : undo.clear(order);
    }

    /** What PostgreSQL has no time for. */
    private static void refuseFarAway(String pointer, Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(END_OF_TIME)) {
            throw Refusal.invalid(pointer, "out-of-range", "From 1970 to 9999.");
        }
    }
}
