package dev.gatehouse.webhook;

import dev.gatehouse.platform.web.Cidr;
import dev.gatehouse.platform.web.ClientAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which addresses a webhook may be sent to: those that nothing but the open internet is behind. Stricter than what counts
 * as a client's address: tunnels and translators that carry an IPv4 address within (6to4, Teredo, NAT64) are refused
 * whole, since what they lead to may be a private network; so are the documentation networks. Pure.
 */
final class PublicNetwork {
    /** RFC 4291, section 2.4: all IPv6 unicast that is assigned. */
    private static final Cidr V6_UNICAST = cidr("2000::/3");

    private static final List<Cidr> REFUSED = Stream.of(
                    // Documentation: RFC 5737, RFC 3849, RFC 9637
                    "192.0.2.0/24",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "2001:db8::/32",
                    "3fff::/20",
                    // 6to4 (RFC 3056) and its relays (RFC 7526)
                    "2002::/16",
                    "192.88.99.0/24",
                    // Protocol assignments, Teredo (RFC 4380) and ORCHIDv2 (RFC 7343) among them
                    "2001::/23",
                    // Direct delegation AS112 (RFC 7534)
                    "2620:4f:8000::/48",
                    "192.175.48.0/24")
            .map(PublicNetwork::cidr)
            .toList();

    private PublicNetwork() {}

    /** Whether a webhook may be sent there; an IPv4-mapped address is the IPv4 address it maps. */
    static boolean contains(ClientAddress address) {
        return address.isGlobal()
                && (address.isV4() || V6_UNICAST.contains(address))
                && REFUSED.stream().noneMatch(network -> network.contains(address));
    }

    private static Cidr cidr(String text) {
        return Objects.requireNonNull(Cidr.parse(text), text);
    }
}
