package dev.gatehouse.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.screening.ChainPolicy.Line;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The policy in force on a node, beside others on the same database. */
@QuarkusTest
class PolicyInForceTest {
    private static final Line LINE = new Line("geo-consistency", Phase.ORDER);

    @Inject
    Database database;

    @Inject
    PolicyStore store;

    @Inject
    PolicyDefaults defaults;

    @Inject
    PolicyDesk desk;

    @Inject
    PolicySource here;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void asItWas() {
        set(defaults.defaults().of(LINE.check(), LINE.phase()));
    }

    @Test
    void aChangeIsInForceHereAtOnceAndOnAnotherNodeAtItsNextLook() {
        // given
        PolicyInForce other = node(store);
        int before = await(other.current()).version();

        // when
        CheckPolicy changed = new CheckPolicy(Mode.OFF, Action.BLOCK, Action.DEFER);
        PolicyDesk.Chain answer = set(changed);

        // then
        assertThat(answer.version()).isEqualTo(before + 1);
        assertThat(await(here.current()).of(LINE.check(), LINE.phase())).isEqualTo(changed);
        assertThat(await(other.current()).version()).as("from memory").isEqualTo(before);
        await(other.tick().replaceWith(true));
        assertThat(await(other.current())).isEqualTo(await(here.current()));
        assertThat(registry.get("gatehouse.policy.version").gauge().value()).isEqualTo(before + 1);
    }

    @Test
    void aNodeThatHasReadNoneReadsItForTheRequestAtHand() {
        CheckPolicy changed = new CheckPolicy(Mode.SHADOW, Action.BLOCK, Action.ALLOW);
        set(changed);

        assertThat(await(node(store).current()).of(LINE.check(), LINE.phase())).isEqualTo(changed);
    }

    @Test
    void whileTheDatabaseIsAwayTheLastOneStaysAndWithoutOneThereIsNone() {
        // given
        AtomicReference<Uni<@Nullable PolicyVersion>> newest = new AtomicReference<>(gone());
        PolicyInForce node = node(new PolicyStore(database, Clock.systemUTC()) {
            @Override
            Uni<@Nullable PolicyVersion> newest() {
                return Objects.requireNonNull(newest.get());
            }
        });

        // then
        assertThatThrownBy(() -> await(node.current())).hasMessage("gone");
        await(node.tick().replaceWith(true));
        assertThatThrownBy(() -> await(node.current())).hasMessage("gone");

        // when
        newest.set(Uni.createFrom().item(PolicyVersion.unchanged(defaults.defaults())));
        assertThat(await(node.current())).isEqualTo(defaults.defaults());
        newest.set(gone());
        await(node.tick().replaceWith(true));

        // then
        assertThat(await(node.current())).isEqualTo(defaults.defaults());
    }

    @Test
    void anAnswerThatComesLateDoesNotBringAnOldVersionBack() {
        PolicyInForce node = node(store);
        PolicyVersion newer = new PolicyVersion(
                1_000_001, PolicyVersion.unchanged(defaults.defaults()).lines());

        assertThat(node.adopt(newer).version()).isEqualTo(1_000_001);
        assertThat(node.adopt(new PolicyVersion(1_000_000, newer.lines())).version())
                .isEqualTo(1_000_001);
        assertThat(await(node.current()).version()).isEqualTo(1_000_001);
    }

    private static Uni<@Nullable PolicyVersion> gone() {
        return Uni.createFrom().failure(new IllegalStateException("gone"));
    }

    private PolicyInForce node(PolicyStore versions) {
        return new PolicyInForce(versions, defaults, registry);
    }

    private PolicyDesk.Chain set(CheckPolicy policy) {
        return await(desk.change(
                new PolicyChange(LINE.check(), LINE.phase(), policy.mode(), policy.onFlag(), policy.onUnavailable()),
                "test"));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }
}
