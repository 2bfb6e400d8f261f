package dev.gatehouse.feed;

import java.util.Locale;

/** How a feed's data stands. */
public enum FeedState {
    /** As good as new. */
    FRESH,
    /** Older than it should be, and still used. */
    STALE,
    /** Too old to be used. */
    EXPIRED,
    /** There is none. */
    ABSENT;

    /** The stable name in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
