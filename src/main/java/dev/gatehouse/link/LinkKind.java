package dev.gatehouse.link;

import java.util.Locale;

/**
 * What two accounts share, and what that weighs. The same mailbox or phone tells as much as anything can; a device passes
 * through hands, and behind one address stand families, offices and whole providers: these two only tell together.
 */
public enum LinkKind {
    /** Both proved the same mailbox, by whichever spelling. */
    EMAIL(100),
    /** Both proved the same phone. */
    PHONE(100),
    /** The same {@code Gatehouse-Device}. */
    DEVICE(60),
    /** The same address with the same browser. */
    ADDRESS_BROWSER(40);

    private final int weight;

    LinkKind(int weight) {
        this.weight = weight;
    }

    /** What it weighs; those of one account add up. */
    public int weight() {
        return weight;
    }

    /** The stable name in the database and on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LinkKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
