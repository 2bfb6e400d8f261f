package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.list.EntryKind;
import dev.gatehouse.list.Hit;
import dev.gatehouse.list.ListLookup;
import dev.gatehouse.list.StaffList;
import dev.gatehouse.list.Traits;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.TestContexts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code deny-list} and {@code allow-list}. */
class ListChecksTest {
    private static final Hit DENIED = hit(StaffList.DENY, EntryKind.PHONE);
    private static final Hit ALLOWED = hit(StaffList.ALLOW, EntryKind.DOMAIN);
    private static final Hit NO_VELOCITY = hit(StaffList.ALLOW, EntryKind.CIDR, "registration-velocity");
    private static final Hit NO_TOR = hit(StaffList.ALLOW, EntryKind.IP, "tor-exit", "minfraud");

    private final List<Traits> asked = new ArrayList<>();
    private Uni<List<Hit>> answer = Uni.createFrom().item(List.of());
    private final ListLookup lookup = (decision, traits) -> {
        asked.add(traits);
        return answer;
    };
    private final Check deny = new DenyListCheck(lookup);
    private final Check allow = new AllowListCheck(lookup);

    @Test
    void whoIsOnNeitherIsClear() {
        assertThat(run(deny)).isEqualTo(CheckResult.clear(Map.of()));
        assertThat(run(allow)).isEqualTo(CheckResult.clear(Map.of()));
    }

    @Test
    void whoIsDeniedIsBlockedByThatEntry() {
        answer = Uni.createFrom().item(List.of(DENIED, ALLOWED));

        assertThat(run(deny)).isEqualTo(CheckResult.blocked(evidence(DENIED)));
    }

    @Test
    void whoIsOnlyAllowedIsNotDeniedAndTheOtherWayRound() {
        answer = Uni.createFrom().item(List.of(ALLOWED));
        assertThat(run(deny)).isEqualTo(CheckResult.clear(Map.of()));

        answer = Uni.createFrom().item(List.of(DENIED));
        assertThat(run(allow)).isEqualTo(CheckResult.clear(Map.of()));
    }

    @Test
    void anEntryWithoutChecksLiftsAll() {
        answer = Uni.createFrom().item(List.of(NO_VELOCITY, ALLOWED, DENIED));

        assertThat(run(allow))
                .isEqualTo(CheckResult.clear(evidence(NO_VELOCITY, ALLOWED)).exemptingAll());
    }

    @Test
    void entriesWithChecksLiftThoseTogether() {
        answer = Uni.createFrom().item(List.of(NO_VELOCITY, NO_TOR));

        assertThat(run(allow))
                .isEqualTo(CheckResult.clear(evidence(NO_VELOCITY, NO_TOR))
                        .exempting(Set.of("registration-velocity", "tor-exit", "minfraud")));
    }

    @Test
    void theyFailWhenTheListsCannotBeRead() {
        answer = Uni.createFrom().failure(new IllegalStateException("PostgreSQL is away"));

        assertThatThrownBy(() -> run(deny)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run(allow)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theyAskForAllThatIsEvidence() {
        CheckContext global = TestContexts.placed("93.184.216.34", "device-1");
        CheckContext local = TestContexts.placed("10.0.0.1", null);
        for (Check check : List.of(deny, allow)) {
            check.run(global).await().atMost(Duration.ofSeconds(1));
            check.run(local).await().atMost(Duration.ofSeconds(1));
        }

        Traits known =
                new Traits("anna@example.org", "+4915123456789", ClientAddress.parse("93.184.216.34"), "device-1");
        Traits unknown = new Traits("anna@example.org", "+4915123456789", null, null);
        assertThat(asked).containsExactly(known, unknown, known, unknown);
    }

    @Test
    void theyComeFirst() {
        assertThat(List.of(deny.id(), allow.id())).containsExactly("deny-list", "allow-list");
        assertThat(List.of(deny.group(), allow.group())).containsOnly(Group.LISTS);
        assertThat(deny.phases())
                .containsExactlyInAnyOrder(Phase.REGISTRATION, Phase.PHONE_CHANGE, Phase.EMAIL_CHANGE, Phase.ORDER);
        assertThat(allow.phases()).containsExactlyInAnyOrder(Phase.values());
    }

    private CheckResult run(Check check) {
        return check.run(TestContexts.in(Phase.ORDER)).await().atMost(Duration.ofSeconds(1));
    }

    private static Map<String, Object> evidence(Hit... hits) {
        return Map.of(
                "entries",
                java.util.Arrays.stream(hits)
                        .map(hit -> Map.of(
                                "kind",
                                hit.kind().wireName(),
                                "entry",
                                hit.entry().toString()))
                        .toList());
    }

    private static Hit hit(StaffList list, EntryKind kind, String... checks) {
        return new Hit(list, kind, UUID.randomUUID(), Set.of(checks));
    }
}
