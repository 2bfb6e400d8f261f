package dev.gatehouse.feed.tor;

import dev.gatehouse.feed.UnreadableSourceException;
import dev.gatehouse.platform.web.ClientAddress;
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
        /** Far above the few thousand that there have ever been; what is longer lists something else. */
        private static final int MOST = 50_000;

        private final Set<ClientAddress> exits = new HashSet<>();
        private int foreign;
        private int malformed;

        /**
         * Takes one: an address, or anything else.
         *
         * @throws UnreadableSourceException if these are too many
         */
        void add(String literal) {
            ClientAddress address = ClientAddress.parse(literal);
            if (address == null) {
                malformed++;
            } else if (address.isGlobal()) {
                exits.add(address);
                if (exits.size() > MOST) {
                    throw new UnreadableSourceException("more than " + MOST + " addresses");
                }
            } else {
                foreign++;
            }
        }

        /** All that was taken. */
        Listing listing() {
            return new Listing(Set.copyOf(exits), foreign, malformed);
        }
    }
}
