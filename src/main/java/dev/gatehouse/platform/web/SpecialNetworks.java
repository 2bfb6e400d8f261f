package dev.gatehouse.platform.web;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The networks of the IANA IPv4 and IPv6 Special-Purpose Address Registries that are not globally reachable.
 * The documentation networks are left out on purpose; see {@link ClientAddress#isGlobal()}.
 */
final class SpecialNetworks {
    static final List<Cidr> ALL = Stream.of(
                    // IPv4
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // IPv6
                    "::/128",
                    "::1/128",
                    "::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "100:0:0:1::/64",
                    "2001:2::/48",
                    "2001:10::/28",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(text -> Objects.requireNonNull(Cidr.parse(text), text))
            .toList();

    private SpecialNetworks() {}

    /** Whether the address lies in one of them. */
    static boolean contain(ClientAddress address) {
        // Asked many times a request: a stream would take longer than the comparisons.
        for (Cidr network : ALL) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
