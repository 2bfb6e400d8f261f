package dev.gatehouse.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hops out of a forwarding header: a comma-separated list of addresses ({@code X-Forwarded-For} and the like)
 * or the {@code for=} parameters of {@code Forwarded} (RFC 7239). A hop that is no address (an obfuscated identifier,
 * {@code unknown}, rubbish) is kept as {@code null}, since nothing left of it can be believed.
 *
 * <p>Separators count within quotes too. No address holds one, and a client that opens a quote and never closes it must
 * not swallow the hop that the proxy appends.
 */
final class ForwardedHops {
    private ForwardedHops() {}

    /** The hops, the nearest to us last. */
    static List<@Nullable ClientAddress> parse(String header, List<String> lines) {
        boolean structured = header.equalsIgnoreCase("Forwarded");
        List<@Nullable ClientAddress> hops = new ArrayList<>();
        for (String element : String.join(",", lines).split(",", -1)) {
            hops.add(address(structured ? forParameter(element) : element));
        }
        return hops;
    }

    private static @Nullable String forParameter(String element) {
        for (String pair : element.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && pair.substring(0, equals)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals("for")) {
                return unquoted(pair.substring(equals + 1).strip());
            }
        }
        return null;
    }

    /** An address with or without brackets and port; a bare IPv6 address has no port. */
    private static @Nullable ClientAddress address(@Nullable String node) {
        if (node == null) {
            return null;
        }
        String text = node.strip();
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 || !isPort(text.substring(end + 1)) ? null : ClientAddress.parse(text.substring(1, end));
        }
        int colon = text.indexOf(':');
        if (colon > 0 && colon == text.lastIndexOf(':')) {
            return isPort(text.substring(colon)) ? ClientAddress.parse(text.substring(0, colon)) : null;
        }
        return ClientAddress.parse(text);
    }

    private static boolean isPort(String text) {
        // RFC 7239, section 6.3: a port may be obfuscated too.
        return text.isEmpty() || text.matches(":([0-9]{1,5}|_[A-Za-z0-9._-]+)");
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\\", "") : text;
    }
}
