package dev.gatehouse.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainPlanTest {
    private static final CheckPolicy ANY = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.REVIEW);

    private final FakeCheck first = FakeCheck.answering("first", Group.LOCAL, Outcome.CLEAR);
    private final FakeCheck second = FakeCheck.answering("second", Group.LOOKUP, Outcome.CLEAR);
    private final FakeCheck third =
            FakeCheck.answering("third", Group.LOCAL, Outcome.CLEAR).only(Phase.ORDER);

    @Test
    void keepsTheOrderOfItsLinesAndNotOfTheClasses() {
        // given
        ChainPlan plan = new ChainPlan(
                List.of("first", "second", "third"), List.of(third, second, first), covering(first, second, third));

        // then
        assertThat(plan.of(Phase.ORDER)).containsExactly(first, second, third);
        assertThat(plan.of(Phase.ORDER, Group.LOCAL)).containsExactly(first, third);
        assertThat(plan.of(Phase.REGISTRATION)).containsExactly(first, second);
        assertThat(plan.of(Phase.ORDER, Group.UPSTREAM)).isEmpty();
    }

    @Test
    void refusesALineWithoutAClass() {
        assertThatThrownBy(() -> new ChainPlan(List.of("first", "second"), List.of(first), covering(first)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no class for check second");
    }

    @Test
    void refusesAClassWithoutALine() {
        assertThatThrownBy(() -> new ChainPlan(List.of("first"), List.of(first, second), covering(first, second)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no line in the plan for checks [second]");
    }

    @Test
    void refusesTwoClassesWithOneId() {
        FakeCheck twin = FakeCheck.answering("first", Group.LAST, Outcome.CLEAR);

        assertThatThrownBy(() -> new ChainPlan(List.of("first"), List.of(first, twin), covering(first)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two classes for check first");
    }

    @Test
    void refusesALineThatStandsTwice() {
        assertThatThrownBy(() -> new ChainPlan(List.of("first", "first"), List.of(first), covering(first)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two lines for check first");
    }

    @Test
    void refusesAPhaseThatNobodyExamines() {
        assertThatThrownBy(() -> new ChainPlan(List.of("third"), List.of(third), covering(third)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no check in phase registration");
    }

    @Test
    void refusesACheckWithoutAPolicy() {
        assertThatThrownBy(() -> new ChainPlan(List.of("first", "second"), List.of(first, second), covering(first)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no policy for check second in phase registration");
    }

    @Test
    void refusesAPolicyWithoutACheck() {
        assertThatThrownBy(() -> new ChainPlan(List.of("first"), List.of(first), covering(first, third)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a policy without a check: Line[check=third, phase=ORDER]");
    }

    /** A policy that covers those checks exactly. */
    static ChainPolicy covering(Check... checks) {
        Map<ChainPolicy.Line, CheckPolicy> lines = new HashMap<>();
        for (Check check : checks) {
            check.phases().forEach(phase -> lines.put(new ChainPolicy.Line(check.id(), phase), ANY));
        }
        return new ChainPolicy(3, lines);
    }
}
