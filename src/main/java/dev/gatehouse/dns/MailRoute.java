package dev.gatehouse.dns;

/** Where mail for a domain goes (RFC 5321, section 5.1). */
public enum MailRoute {
    /** To its mail exchangers. */
    EXCHANGER("mx", true),
    /** It names no exchanger, so to its own address. */
    ADDRESS("address", true),
    /** Nowhere: there is no such name, or it has neither exchanger nor address. */
    NONE("none", false),
    /** Nowhere: the domain says that it takes no mail (null MX, RFC 7505). */
    REFUSED("null-mx", false);

    private final String code;
    private final boolean takesMail;

    MailRoute(String code, boolean takesMail) {
        this.code = code;
        this.takesMail = takesMail;
    }

    /** The stable name in stored decisions. */
    public String code() {
        return code;
    }

    /** Whether mail to the domain has anywhere to go. */
    public boolean takesMail() {
        return takesMail;
    }
}
