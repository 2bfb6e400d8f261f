package dev.gatehouse.platform.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(2);
    private final List<String> begun = new ArrayList<>();
    private final List<UniEmitter<? super String>> under = new ArrayList<>();

    @Test
    void onlySoManyAreUnderWayAndTheOthersFollowInOrder() {
        UniAssertSubscriber<String> a = take("a");
        UniAssertSubscriber<String> b = take("b");
        UniAssertSubscriber<String> c = take("c");
        take("d");
        assertThat(begun).containsExactly("a", "b");

        under.get(1).complete("done");
        b.assertItem("done");
        assertThat(begun).containsExactly("a", "b", "c");

        under.get(0).fail(new IllegalStateException("away"));
        a.assertFailedWith(IllegalStateException.class);
        assertThat(begun).containsExactly("a", "b", "c", "d");

        under.get(2).complete("done");
        c.assertItem("done");
        take("e");
        assertThat(begun).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void whoGivesUpLeavesTheLine() {
        UniAssertSubscriber<String> a = take("a");
        take("b");
        UniAssertSubscriber<String> c = take("c");
        take("d");

        c.cancel();
        a.cancel();

        assertThat(begun).containsExactly("a", "b", "d");
        under.get(1).complete("done");
        under.get(2).complete("done");
        take("e");
        take("f");
        take("g");
        assertThat(begun).containsExactly("a", "b", "d", "e", "f");
    }

    @Test
    void workThatThrowsEndsItsTurn() {
        for (int i = 0; i < 3; i++) {
            turns.take(() -> {
                        throw new IllegalStateException("broken");
                    })
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create())
                    .assertFailedWith(IllegalStateException.class);
        }

        take("a");

        assertThat(begun).containsExactly("a");
    }

    private UniAssertSubscriber<String> take(String name) {
        return turns.take(() -> Uni.createFrom().<String>emitter(emitter -> {
                    begun.add(name);
                    under.add(emitter);
                }))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
