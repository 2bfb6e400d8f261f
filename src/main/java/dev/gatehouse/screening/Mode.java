package dev.gatehouse.screening;

import java.util.Locale;

/** Whether a check counts. */
public enum Mode {
    /** It runs and counts. */
    ENFORCE,
    /** It runs and is recorded with what it would have done, but never counts. */
    SHADOW,
    /** It does not run. */
    OFF;

    /** The stable name in stored decisions and on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
