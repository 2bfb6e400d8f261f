package dev.gatehouse.screening.check;

import dev.gatehouse.list.Hit;
import dev.gatehouse.list.ListLookup;
import dev.gatehouse.list.StaffList;
import dev.gatehouse.list.Traits;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Phase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code allow-list}: have staff let this client through? Then the checks that its entries name are lifted, all of them
 * where an entry names none. It never speaks against a client, so it is asked in every phase.
 */
@Singleton
public final class AllowListCheck implements Check {
    private final ListLookup lists;

    AllowListCheck(ListLookup lists) {
        this.lists = lists;
    }

    @Override
    public String id() {
        return "allow-list";
    }

    @Override
    public Set<Phase> phases() {
        return EnumSet.allOf(Phase.class);
    }

    @Override
    public Group group() {
        return Group.LISTS;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMillis(500);
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        Traits traits = new Traits(
                context.client().emailKey(),
                context.client().phone(),
                context.origin().globalAddress(),
                context.origin().device());
        return lists.hits(context.decisionId(), traits).map(AllowListCheck::result);
    }

    private static CheckResult result(List<Hit> all) {
        List<Hit> hits =
                all.stream().filter(hit -> hit.list() == StaffList.ALLOW).toList();
        if (hits.isEmpty()) {
            return CheckResult.clear(Map.of());
        }
        CheckResult clear = CheckResult.clear(
                Map.of("entries", hits.stream().map(Hit::evidence).toList()));
        return hits.stream().anyMatch(hit -> hit.checks().isEmpty())
                ? clear.exemptingAll()
                : clear.exempting(
                        hits.stream().flatMap(hit -> hit.checks().stream()).collect(Collectors.toSet()));
    }
}
