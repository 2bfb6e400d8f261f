package dev.gatehouse.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end client's address: the TCP peer, or, when the peer is a trusted proxy, the rightmost hop of the one
 * configured header that is none. Only what a trusted proxy itself has written is believed: the walk goes from right
 * to left and stops at the first hop that is not trusted, since everything left of it is the client's to invent.
 *
 * <p>The safe side of what is odd: no header, or a hop that is no address, gives the last trusted proxy, an address
 * that all clients behind it share, so that nobody gains a fresh one by sending rubbish. If every hop is a trusted
 * proxy, the leftmost is the client: the request came from within.
 */
final class ClientAddressResolver {
    private final List<Cidr> trusted;
    private final String header;

    ClientAddressResolver(List<Cidr> trusted, String header) {
        this.trusted = List.copyOf(trusted);
        this.header = header;
    }

    /** The name of the only header that counts. */
    String header() {
        return header;
    }

    /** The client's address, given the TCP peer and the header's lines in the order in which they came. */
    ClientAddress resolve(ClientAddress peer, List<String> lines) {
        if (lines.isEmpty() || !isTrusted(peer)) {
            return peer;
        }
        List<@Nullable ClientAddress> hops = ForwardedHops.parse(header, lines);
        ClientAddress last = peer;
        for (int i = hops.size() - 1; i >= 0; i--) {
            ClientAddress hop = hops.get(i);
            if (hop == null) {
                return last;
            }
            if (!isTrusted(hop)) {
                return hop;
            }
            last = hop;
        }
        return last;
    }

    private boolean isTrusted(ClientAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }
}
