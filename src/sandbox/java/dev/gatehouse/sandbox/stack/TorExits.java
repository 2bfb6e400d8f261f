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
    private volatile boolean down;

    void add(String address) {
        addresses.add(address);
    }

    void setDown(boolean isDown) {
        down = isDown;
    }

    void list(Exchange exchange) throws IOException {
        if (down) {
            exchange.answer(503, "text/plain", "down\n");
        } else {
            exchange.answer(200, "text/plain", String.join("\n", addresses) + "\n");
        }
    }
}
