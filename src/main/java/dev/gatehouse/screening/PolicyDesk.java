package dev.gatehouse.screening;

import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Where staff read the policy and change it. */
@ApplicationScoped
public class PolicyDesk {
    private final ChainPlan plan;
    private final PolicyInForce inForce;
    private final PolicyStore store;
    private final PolicyDefaults defaults;
    private final Database database;
    private final AuditLog audit;

    PolicyDesk(
            ChainPlan plan,
            PolicyInForce inForce,
            PolicyStore store,
            PolicyDefaults defaults,
            Database database,
            AuditLog audit) {
        this.plan = plan;
        this.inForce = inForce;
        this.store = store;
        this.defaults = defaults;
        this.database = database;
        this.audit = audit;
    }

    /**
     * The chain as it runs now.
     *
     * @param version the policy's version
     * @param lines one entry a check and phase, in the plan's order
     */
    public record Chain(int version, List<Entry> lines) {}

    /** One check in one phase. */
    public record Entry(String check, Phase phase, CheckPolicy policy) {}

    /** The newest policy, or, while the database is away, the one that this node goes by. */
    public Uni<Chain> chain() {
        return inForce.refresh().onFailure().recoverWithUni(inForce::current).map(this::listed);
    }

    /**
     * Makes the change a new version, in force on this node at once; changes that come together wait for each other. What
     * changes nothing makes no version. Fails with {@code 404} for a check that is not there and with {@code 422} for a
     * phase in which it is not asked.
     *
     * @param changedBy the caller's stable name
     */
    public Uni<Chain> change(PolicyChange change, String changedBy) {
        List<ChainPolicy.Line> lines = plan.lines();
        if (lines.stream().noneMatch(line -> line.check().equals(change.check()))) {
            throw Refusal.of(ErrorCode.NOT_FOUND);
        }
        return database.inTransaction(tx -> store.newestForChange(tx).flatMap(newest -> {
                    ChainPolicy table = defaults.defaults();
                    PolicyVersion before = newest == null ? PolicyVersion.unchanged(table) : newest;
                    Map<ChainPolicy.Line, CheckPolicy> changed = change.of(before.over(table), lines);
                    if (changed.isEmpty()) {
                        throw Refusal.invalid("/phase", "not-asked", "This check is not asked in that phase.");
                    }
                    PolicyVersion after = before.with(changed, table);
                    return after.version() == before.version()
                            ? Uni.createFrom().item(after)
                            : store.add(tx, after, change.check(), changedBy)
                                    .flatMap(added -> audit.record(
                                            tx,
                                            act(
                                                    change.check(),
                                                    after.version(),
                                                    before.over(table),
                                                    changed,
                                                    changedBy)))
                                    .replaceWith(after);
                }))
                .map(inForce::adopt)
                .map(this::listed);
    }

    private static Act act(
            String check,
            int version,
            ChainPolicy before,
            Map<ChainPolicy.Line, CheckPolicy> changed,
            String changedBy) {
        JsonArray lines = new JsonArray();
        changed.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().phase()))
                .forEach(entry -> lines.add(new JsonObject()
                        .put("phase", entry.getKey().phase().code())
                        .put("before", json(before.of(check, entry.getKey().phase())))
                        .put("after", json(entry.getValue()))));
        return new Act(
                changedBy,
                "policy.changed",
                "check:" + check,
                new JsonObject().put("version", version).put("lines", lines));
    }

    private static JsonObject json(CheckPolicy policy) {
        return new JsonObject()
                .put("mode", policy.mode().code())
                .put("onFlag", policy.onFlag().code())
                .put("onUnavailable", policy.onUnavailable().code());
    }

    private Chain listed(ChainPolicy policy) {
        return new Chain(
                policy.version(),
                plan.lines().stream()
                        .map(line -> new Entry(line.check(), line.phase(), policy.of(line.check(), line.phase())))
                        .toList());
    }
}
