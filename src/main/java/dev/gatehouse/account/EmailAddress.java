package dev.gatehouse.account;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address: a dot-atom local part (RFC 5321, section 4.1.2; no quoted strings, no address literals) at a
 * domain name with at least two labels, internationalised names included.
 */
public final class EmailAddress {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    private final String typed;
    private final String local;
    private final String domain;

    private EmailAddress(String typed, String local, String domain) {
        this.typed = typed;
        this.local = local;
        this.domain = domain;
    }

    /** Parses what a client typed (surrounding blanks are dropped), or gives {@code null} if it is no address. */
    public static @Nullable EmailAddress parse(@Nullable String input) {
        if (input == null) {
            return null;
        }
        String typed = input.strip();
        int at = typed.lastIndexOf('@');
        if (typed.length() > MAX_LENGTH || at < 1 || at > MAX_LOCAL) {
            return null;
        }
        String local = typed.substring(0, at);
        String domain = domainOf(typed.substring(at + 1));
        return domain == null || !LOCAL.matcher(local).matches() ? null : new EmailAddress(typed, local, domain);
    }

    /** The form in which a domain of at least two labels is compared: lower-case A-labels; or {@code null} if it is none. */
    public static @Nullable String domainOf(String input) {
        String domain = ascii(input);
        return domain == null
                        || domain.length() > 253
                        || !DOMAIN.matcher(domain).matches()
                ? null
                : domain;
    }

    private static @Nullable String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** As the client typed it. */
    public String typed() {
        return typed;
    }

    /** The form that is compared: lower case, the domain in A-labels (RFC 5890). */
    public String key() {
        return local.toLowerCase(Locale.ROOT) + '@' + domain;
    }

    /** The domain in lower-case A-labels. */
    public String domain() {
        return domain;
    }

    /** The form in which an address is shown to somebody who may not be its owner: {@code a***@example.org}. */
    public static String mask(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? "***" : address.charAt(0) + "***" + address.substring(at);
    }
}
