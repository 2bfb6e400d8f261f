package dev.gatehouse.webhook;

import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.web.ClientAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint's URL may look like: absolute, https, a known port, a public host, nothing that hides where it leads.
 * Addresses count as what they are, and only in their usual spelling: one written in octal, hexadecimal or as one number
 * is no host. Names are judged when they are resolved, at each attempt. Pure.
 */
final class EndpointUrl {
    /** The longest URL. */
    static final int LONGEST = 1000;

    /** A host whose last label is a number is an address to whoever reads it (WHATWG URL, "ends in a number"). */
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)?");

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int LAST_PORT = 65_535;

    private EndpointUrl() {}

    /** What is wrong with the URL under these rules, or {@code null} if nothing is. */
    static @Nullable FieldError problem(String url, WebhookSettings rules) {
        URI uri = parse(url);
        if (uri == null || uri.getHost() == null) {
            return error("malformed", "An absolute URL such as https://hooks.example.org/gatehouse.");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && rules.allowPrivate())) {
            return error("scheme", "The URL begins with https://.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return error("malformed", "The URL has no user, no password and no fragment.");
        }
        int port = port(uri);
        if (port < 1
                || port > LAST_PORT
                || !(rules.allowPrivate() || rules.ports().contains(port))) {
            return error("port", "The port is one of " + new TreeSet<>(rules.ports()) + '.');
        }
        return host(uri, rules);
    }

    private static @Nullable URI parse(String url) {
        if (url.length() > LONGEST || !url.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return null;
        }
        try {
            URI uri = new URI(url);
            return uri.isAbsolute() ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable FieldError host(URI uri, WebhookSettings rules) {
        String name = name(uri);
        ClientAddress literal = literal(name);
        if (literal == null && (name.indexOf(':') >= 0 || NUMBER.matcher(name).matches())) {
            return error("malformed", "The address is not written in its usual form.");
        }
        boolean here = literal == null ? name.indexOf('.') < 0 : !PublicNetwork.contains(literal);
        return here && !rules.allowPrivate() ? error("address", "The host is not on the public internet.") : null;
    }

    /** The host without the brackets of an IPv6 address and the dot of the root. */
    static String name(URI uri) {
        String host = uri.getHost();
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** The address that the host is, or {@code null} if it is a name or an address in another than its usual spelling. */
    static @Nullable ClientAddress literal(String name) {
        if (name.indexOf('%') >= 0) {
            return null;
        }
        ClientAddress address = ClientAddress.parse(name);
        boolean usual =
                address != null && (name.indexOf(':') >= 0 || address.text().equals(name));
        return usual ? address : null;
    }

    /** The port that is meant. */
    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isHttps(uri) ? HTTPS_PORT : HTTP_PORT;
    }

    /** Whether it is to be sent over TLS. */
    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static FieldError error(String code, String detail) {
        return new FieldError("/url", code, detail);
    }
}
