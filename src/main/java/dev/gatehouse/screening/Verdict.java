package dev.gatehouse.screening;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * What is to become of a request. The worst verdict wins, by an explicit rank. A review outranks a deferral: what
 * certainly needs a person does not wait for an upstream that may clear it.
 */
public enum Verdict {
    /** It goes on. */
    ALLOW(0),
    /** It cannot be decided now; the same request may come again. */
    DEFER(1),
    /** It needs KYC. */
    REVIEW(2),
    /** It is refused. */
    BLOCK(3);

    private final int rank;

    Verdict(int rank) {
        this.rank = rank;
    }

    /** The stable name in stored decisions and on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #code()} names. */
    static Verdict of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether this verdict outranks the other one. */
    public boolean worseThan(Verdict other) {
        return rank > other.rank;
    }

    /** The worst of the verdicts; {@link #DEFER} for none, since who was not examined is not let through. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream()
                .max(Comparator.comparingInt(verdict -> verdict.rank))
                .orElse(DEFER);
    }
}
