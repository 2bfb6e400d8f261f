package dev.gatehouse.feed;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old a feed's data may grow.
 *
 * @param fresh as long as this it is as good as new
 * @param usable after this it counts for nothing; {@code null}: it never does
 */
public record FeedAges(Duration fresh, @Nullable Duration usable) {
    /**
     * How the data stands.
     *
     * @param present whether there is any
     * @param refreshedAt when its sources last confirmed it; {@code null}: never, it is what came with the package
     */
    public FeedState state(boolean present, @Nullable Instant refreshedAt, Instant now) {
        if (!present) {
            return FeedState.ABSENT;
        }
        if (refreshedAt == null) {
            return usable == null ? FeedState.STALE : FeedState.EXPIRED;
        }
        Duration age = Duration.between(refreshedAt, now);
        if (usable != null && age.compareTo(usable) > 0) {
            return FeedState.EXPIRED;
        }
        return age.compareTo(fresh) > 0 ? FeedState.STALE : FeedState.FRESH;
    }
}
