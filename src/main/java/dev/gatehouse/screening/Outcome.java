package dev.gatehouse.screening;

import java.util.Locale;

/** What a check found. */
public enum Outcome {
    /** Nothing against the client. */
    CLEAR,
    /** Something; the policy's <em>on flag</em> says what it leads to. */
    FLAGGED,
    /** Something that leads to a refusal whatever <em>on flag</em> says. */
    BLOCKED,
    /** It could not tell; the policy's <em>on unavailable</em> says what it leads to. */
    UNAVAILABLE,
    /** There was nothing to look at. */
    SKIPPED;

    /** The stable name in stored decisions and on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
