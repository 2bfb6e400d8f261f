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

/**
 * {@code deny-list}: have staff denied this client, by mailbox, mail domain, phone, address, network or device? Nothing
 * lifts it, an allow entry neither.
 */
@Singleton
public final class DenyListCheck implements Check {
    private final ListLookup lists;

    DenyListCheck(ListLookup lists) {
        this.lists = lists;
    }

    @Override
    public String id() {
        return "deny-list";
    }

    @Override
    public Set<Phase> phases() {
        return EnumSet.of(Phase.REGISTRATION, Phase.PHONE_CHANGE, Phase.EMAIL_CHANGE, Phase.ORDER);
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
        return lists.hits(context.decisionId(), traits).map(DenyListCheck::result);
    }

    private static CheckResult result(List<Hit> all) {
        List<Map<String, String>> entries = all.stream()
                .filter(hit -> hit.list() == StaffList.DENY)
                .map(Hit::evidence)
                .toList();
        return entries.isEmpty() ? CheckResult.clear(Map.of()) : CheckResult.blocked(Map.of("entries", entries));
    }
}
