package dev.gatehouse.feed;

import java.util.Locale;

/** What is known about an e-mail domain. */
public enum DomainClass {
    /** Disposable: a list of a collector has it, or all aggregators do. */
    BLOCK,
    /** Perhaps disposable: one aggregator alone has it. */
    SUSPECT,
    /** A relay service, which forwards to a person's real mailbox. */
    RELAY,
    /** Nothing. */
    NONE;

    /** The stable name in snapshots and in the evidence of decisions. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The class of that code.
     *
     * @throws IllegalArgumentException if there is none
     */
    static DomainClass of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
