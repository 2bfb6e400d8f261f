package dev.gatehouse.feed.tor;

import dev.gatehouse.platform.web.ClientAddress;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * What one document lists.
 *
 * @param exits the addresses in their normal form, all of them global
 * @param foreign how many addresses were dropped since no packet from the open internet carries them
 * @param malformed how many entries were dropped since they are no address
 */
record Listing(Set<ClientAddress> exits, int foreign, int malformed) {
    /** Takes the entries of a document one by one. */
    static final class Collector {
        private final Set<ClientAddress> exits = new HashSet<>();
        private int foreign;
        private int malformed;

        /** Takes one: an address, or anything else. */
        void add(String literal) {
            ClientAddress address = ClientAddress.parse(literal);
            if (address == null) {
                malformed++;
            } else if (address.isGlobal()) {
                exits.add(address);
            } else {
                foreign++;
            }
        }

        /** All that was taken. */
        Listing listing() {
            return new Listing(Collections.unmodifiableSet(exits), foreign, malformed);
        }
    }
}
