package dev.gatehouse.feed;

import java.util.Locale;

/** How a refresh ended. */
public enum RefreshOutcome {
    /** A new snapshot is in force. */
    RENEWED,
    /** The sources confirmed the one that is. */
    UNCHANGED,
    /** Sources answered, but none was believed. */
    REJECTED,
    /** No source answered. */
    FAILED,
    /** It is not due, or another node is at it. */
    SKIPPED;

    /** The stable name in metrics and logs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
