package dev.gatehouse.screening;

import java.util.Locale;

/** What a check's answer leads to by policy. */
public enum Action {
    /** Goes on. */
    ALLOW(Verdict.ALLOW),
    /** Comes again later. */
    DEFER(Verdict.DEFER),
    /** Goes to KYC. */
    REVIEW(Verdict.REVIEW),
    /** Is refused. */
    BLOCK(Verdict.BLOCK);

    private final Verdict verdict;

    Action(Verdict verdict) {
        this.verdict = verdict;
    }

    /** What this action asks for. */
    public Verdict verdict() {
        return verdict;
    }

    /** The stable name in stored decisions and on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
