package dev.gatehouse.platform.flight;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets only so many do a thing at a time on this node; the others wait in line, in order. Each goes on with its own
 * Vert.x context. Who gives up gives the turn, or the place in the line, to the next.
 */
public final class Turns {
    private final Queue<Turn> line = new ArrayDeque<>();
    private int free;

    /** For that many at a time. */
    public Turns(int places) {
        this.free = places;
    }

    /** Does the work when its turn has come, and ends the turn with it. */
    public <T> Uni<T> take(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Turn turn = new Turn();
            return turn.come()
                    .onItem()
                    .transformToUni(any -> work.get())
                    .onTermination()
                    .invoke(turn::end);
        });
    }

    private synchronized boolean enter(Turn turn) {
        if (free > 0) {
            free--;
            turn.given = true;
            return true;
        }
        line.add(turn);
        return false;
    }

    /** Takes who is done out, and gives who is next. */
    private synchronized @Nullable Turn leave(Turn turn) {
        if (turn.over) {
            return null;
        }
        turn.over = true;
        if (!turn.given) {
            line.remove(turn);
            return null;
        }
        Turn next = line.poll();
        if (next == null) {
            free++;
        } else {
            next.given = true;
        }
        return next;
    }

    private final class Turn {
        private boolean given;
        private boolean over;
        private Runnable begin = () -> {};

        Uni<Void> come() {
            return Uni.createFrom().emitter(emitter -> {
                Context own = Vertx.currentContext();
                begin = () -> {
                    if (own == null) {
                        emitter.complete(null);
                    } else {
                        own.runOnContext(any -> emitter.complete(null));
                    }
                };
                if (enter(this)) {
                    emitter.complete(null);
                }
            });
        }

        void end() {
            Turn next = leave(this);
            if (next != null) {
                next.begin.run();
            }
        }
    }
}
