package dev.gatehouse.load;

import java.util.Locale;

/** What the load is made of. */
public enum Scenario {
    /** The whole chain: {@code POST /register} by somebody new from an address of its own. */
    REGISTER(1),
    /** Mail asked for, link followed, code asked for, code typed, by a client who has registered. */
    VERIFY(4),
    /** The hot path: {@code POST /orders} by a known client. */
    ORDER(1),
    /** A day: 90 % orders and reads, 10 % registrations. */
    MIXED(1);

    private final int requests;

    Scenario(int requests) {
        this.requests = requests;
    }

    /** How many requests one arrival sends. */
    public int requests() {
        return requests;
    }

    /** The name in options and results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
