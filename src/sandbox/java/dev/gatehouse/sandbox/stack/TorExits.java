package dev.gatehouse.sandbox.stack;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The Tor Project's bulk exit list, one address a line. It is never empty: an empty list is one that a reader must refuse.
 */
final class TorExits {

    /** From the block for documentation (RFC 5737), so nobody's. */
    private static final String ALWAYS_THERE = "192.0.2.66";

    private final Set<String> addresses = new ConcurrentSkipListSet<>(Set.of(ALWAYS_THERE));

    void add(String address) {
        addresses.add(address);
    }

    void list(Exchange exchange) throws IOException {
        exchange.answer(200, "text/plain", String.join("\n", addresses) + "\n");
    }
}
