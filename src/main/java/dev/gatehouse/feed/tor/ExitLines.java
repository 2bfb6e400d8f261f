package dev.gatehouse.feed.tor;

/**
 * The lines of the two plain formats: the bulk exit list has nothing but an address on each, {@code exit-addresses} has
 * keywords (TorDNSEL's format, version 1.0):
 *
 * <pre>
 * ExitNode 0011BD2485AD45D984EC4159C88FC066E5E3300E
 * Published 2026-11-22 20:46:43
 * LastStatus 2026-11-22 21:00:00
 * ExitAddress 162.247.72.201 2026-11-22 21:10:24
 * </pre>
 *
 * The time in an {@code ExitAddress} is when the exit was probed; it is not used. What counts is that the address is
 * listed, whenever the prober came by, and all formats have that in common.
 */
final class ExitLines {
    private static final String ADDRESS = "ExitAddress ";

    private ExitLines() {}

    static void read(String line, Listing.Collector collector) {
        if (line.startsWith(ADDRESS)) {
            String rest = line.substring(ADDRESS.length()).strip();
            int end = rest.indexOf(' ');
            collector.add(end < 0 ? rest : rest.substring(0, end));
        } else if (!isAboutTheRelay(line)) {
            collector.add(line);
        }
    }

    private static boolean isAboutTheRelay(String line) {
        return line.startsWith("ExitNode ")
                || line.startsWith("Published ")
                || line.startsWith("LastStatus ")
                || line.startsWith("@type ")
                || line.startsWith("Downloaded ");
    }
}
