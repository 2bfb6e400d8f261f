package dev.gatehouse.feed;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Domain names as lists spell them, and as they are kept: lower-case A-labels (RFC 5890). */
final class DomainNames {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 253;

    /** At least two labels, the last one of letters, as {@code tools/disposable-domains.d} has it. */
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    private DomainNames() {}

    /** The name in A-labels, or {@code null} for what is no domain name. */
    static @Nullable String canonical(String entry) {
        String plain = plain(entry.strip().toLowerCase(Locale.ROOT));
        // What is too long is not made A-labels of: that takes the square of the length.
        String ascii = plain.length() > LONGEST || isAscii(plain) ? plain : toAscii(plain);
        boolean name = ascii != null
                && ascii.length() >= SHORTEST
                && ascii.length() <= LONGEST
                && NAME.matcher(ascii).matches();
        return name ? ascii : null;
    }

    /** Without what lists put around a name: {@code @}, {@code *.} and dots. */
    private static String plain(String entry) {
        int start = 0;
        while (start < entry.length() && "@*.".indexOf(entry.charAt(start)) >= 0) {
            start++;
        }
        int end = entry.endsWith(".") ? entry.length() - 1 : entry.length();
        return start < end ? entry.substring(start, end) : "";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static @Nullable String toAscii(String name) {
        try {
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null; // no domain name
        }
    }
}
