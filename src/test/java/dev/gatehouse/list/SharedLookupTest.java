package dev.gatehouse.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharedLookupTest {
    private static final Traits ANNA = new Traits("anna@example.org", null, null, null);
    private static final List<Hit> HITS =
            List.of(new Hit(StaffList.DENY, EntryKind.EMAIL, UUID.randomUUID(), Set.of()));

    /** Queries that end when the test says so. */
    private final List<UniEmitter<? super List<Hit>>> running = new ArrayList<>();

    private final SharedLookup lookup = new SharedLookup(this::query);

    @Test
    void whoAsksForTheSameDecisionAtTheSameTimeSharesOneQuery() {
        // given
        UUID decision = UUID.randomUUID();
        var first = ask(decision);
        var second = ask(decision);
        var other = ask(UUID.randomUUID());
        assertThat(running).hasSize(2);

        // when
        running.get(0).complete(HITS);

        // then
        first.assertCompleted().assertItem(HITS);
        second.assertCompleted().assertItem(HITS);
        other.assertNotTerminated();
    }

    @Test
    void nothingIsKeptAfterwards() {
        // given
        UUID decision = UUID.randomUUID();
        ask(decision);
        running.get(0).complete(HITS);

        // when
        var later = ask(decision);
        running.get(1).complete(List.of());

        // then
        later.assertItem(List.of());
    }

    @Test
    void aFailureIsSharedAndForgotten() {
        // given
        UUID decision = UUID.randomUUID();
        var first = ask(decision);
        var second = ask(decision);

        // when
        running.get(0).fail(new IllegalStateException("PostgreSQL is away"));

        // then
        first.assertFailedWith(IllegalStateException.class);
        second.assertFailedWith(IllegalStateException.class);
        var third = ask(decision);
        running.get(1).complete(HITS);
        third.assertItem(HITS);
    }

    @Test
    void whoGivesUpDoesNotTakeTheOthersAnswerAway() {
        // given
        UUID decision = UUID.randomUUID();
        var first = ask(decision);
        var second = ask(decision);

        // when
        first.cancel();
        running.get(0).complete(HITS);

        // then
        second.assertItem(HITS);
    }

    @Test
    void aQueryThatThrowsIsAFailure() {
        SharedLookup broken = new SharedLookup(keys -> {
            throw new IllegalStateException("no pool");
        });

        assertThatThrownBy(() -> broken.hits(UUID.randomUUID(), ANNA).await().atMost(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    private UniAssertSubscriber<List<Hit>> ask(UUID decision) {
        return lookup.hits(decision, ANNA).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Uni<List<Hit>> query(List<String> keys) {
        assertThat(keys).isEqualTo(ANNA.keys());
        return Uni.createFrom().emitter(running::add);
    }
}
