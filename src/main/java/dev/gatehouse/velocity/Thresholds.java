package dev.gatehouse.velocity;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Thresholds that one request counts against together.
 *
 * @param member what is counted
 * @param all the thresholds
 */
public record Thresholds(UUID member, List<Threshold> all) {
    /**
     * One of them.
     *
     * @param name what its count is called
     * @param subject where it is counted; has one window
     * @param most how many are still within it
     */
    public record Threshold(String name, Subject subject, int most) {}

    /**
     * What was counted, this request included.
     *
     * @param exceeded whether a count is over its threshold
     * @param counts the count of each threshold by its name
     */
    public record Tally(boolean exceeded, Map<String, Object> counts) {}

    /** Counts and compares; see {@link VelocityCounter#take}. */
    public Uni<Tally> take(VelocityCounter counter) {
        return counter.take(member, subjects()).map(this::tally);
    }

    /** Takes back what was counted; see {@link VelocityCounter#release}. */
    public Uni<Void> release(VelocityCounter counter) {
        return counter.release(member, subjects());
    }

    private List<Subject> subjects() {
        return all.stream().map(Threshold::subject).toList();
    }

    private Tally tally(List<Long> numbers) {
        Map<String, Object> counts = new LinkedHashMap<>();
        boolean exceeded = false;
        for (int i = 0; i < all.size(); i++) {
            counts.put(all.get(i).name(), numbers.get(i));
            exceeded |= numbers.get(i) > all.get(i).most();
        }
        return new Tally(exceeded, counts);
    }
}
