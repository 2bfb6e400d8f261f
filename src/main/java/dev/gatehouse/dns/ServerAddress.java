package dev.gatehouse.dns;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a name server listens.
 *
 * @param host an address, or a name that is resolved once at the start
 * @param port UDP
 */
record ServerAddress(String host, int port) {
    private static final int DNS = 53;
    private static final int LAST_PORT = 65_535;
    private static final Pattern NAME_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final Pattern BRACKETS_AND_PORT = Pattern.compile("\\[([^\\[\\]]+)](?::([0-9]{1,5}))?");
    private static final Pattern V6 =
            Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9._-]+)?");
    private static final Pattern RESOLV_CONF_LINE = Pattern.compile("\\s*nameserver\\s+(\\S+).*");

    /** What resolv.conf(5) says about a file without a {@code nameserver}. */
    private static final ServerAddress LOCAL = new ServerAddress("127.0.0.1", DNS);

    /** Reads {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port} or a bare IPv6 address; else {@code null}. */
    static @Nullable ServerAddress parse(String text) {
        String server = text.strip();
        if (V6.matcher(server).matches()) {
            return new ServerAddress(server, DNS);
        }
        Matcher brackets = BRACKETS_AND_PORT.matcher(server);
        if (brackets.matches()) {
            return V6.matcher(brackets.group(1)).matches() ? of(brackets.group(1), brackets.group(2)) : null;
        }
        Matcher named = NAME_AND_PORT.matcher(server);
        return named.matches() ? of(named.group(1), named.group(2)) : null;
    }

    /** The servers of a resolv.conf(5), the local host if it names none. */
    static List<ServerAddress> ofResolvConf(List<String> lines) {
        List<ServerAddress> servers = lines.stream()
                .map(RESOLV_CONF_LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new ServerAddress(line.group(1), DNS))
                .toList();
        return servers.isEmpty() ? List.of(LOCAL) : servers;
    }

    private static @Nullable ServerAddress of(String host, @Nullable String port) {
        int number = port == null ? DNS : Integer.parseInt(port);
        return number < 1 || number > LAST_PORT ? null : new ServerAddress(host, number);
    }
}
