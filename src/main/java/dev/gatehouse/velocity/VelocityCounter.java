package dev.gatehouse.velocity;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Counts members, such as accounts or decisions, in sliding windows. */
public interface VelocityCounter {
    /**
     * Counts the member in every window of the subjects and tells how many each holds, this one included: a number a
     * window, in the order of the subjects and their windows. The windows of one subject are counted in one step, so
     * that of many at once none is overlooked; the subjects concurrently. Asking again for the same member counts
     * nothing. Fails if a subject cannot be counted in time; what was counted for the others is then taken back, and
     * also if the caller cancels.
     */
    Uni<List<Long>> take(UUID member, List<Subject> subjects);

    /** Takes back what {@link #take} counted; does nothing where it counted nothing. Fails if a subject fails. */
    Uni<Void> release(UUID member, List<Subject> subjects);
}
