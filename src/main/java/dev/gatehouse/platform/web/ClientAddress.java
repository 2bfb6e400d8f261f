package dev.gatehouse.platform.web;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A client's address in its one normal form: IPv4-mapped IPv6 becomes IPv4, zone ids are dropped, text is canonical
 * (RFC 5952). This class owns that normalisation and the network a counter uses.
 */
public final class ClientAddress {
    private final InetAddress address;

    private ClientAddress(InetAddress address) {
        this.address = address;
    }

    /** Parses a literal address, or gives {@code null} if it is none. Never looks up a name. */
    public static @Nullable ClientAddress parse(@Nullable String literal) {
        if (literal == null) {
            return null;
        }
        String text = literal.strip();
        int zone = text.indexOf('%');
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(zone < 0 ? text : text.substring(0, zone));
        return bytes == null ? null : of(bytes);
    }

    /** The address of these 4 or 16 bytes. */
    public static ClientAddress of(byte[] bytes) {
        try {
            // InetAddress folds IPv4-mapped addresses (::ffff:a.b.c.d) into IPv4 by itself.
            return new ClientAddress(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    /** The canonical text. */
    public String text() {
        return NetUtil.toAddressString(address);
    }

    /** Whether this is an IPv4 address. */
    public boolean isV4() {
        return address instanceof Inet4Address;
    }

    /** The 4 or 16 bytes. */
    public byte[] bytes() {
        return address.getAddress();
    }

    /**
     * Whether the address is evidence about a client. It is not where the IANA special-purpose registries (RFC 6890 and
     * updates) say that no packet from the open internet carries it: loopback, private, link-local, unique and site
     * local, shared (100.64.0.0/10), unspecified, multicast, reserved, benchmarking (198.18.0.0/15), protocol
     * assignments (192.0.0.0/24), 6to4 relays, NAT64, Teredo, 6to4, discard-only and the like. The documentation
     * networks (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32) count as global on purpose: nobody has
     * them, and tests and examples need addresses that nobody has.
     */
    public boolean isGlobal() {
        return SpecialNetworks.ALL.stream().noneMatch(network -> network.contains(this));
    }

    /** What one client counts as: the address itself (IPv4) or its /64 (IPv6), as text. */
    public String counted() {
        return isV4() ? text() : prefix(64);
    }

    /** The network around it, for the second tier of counters: /24 (IPv4) or /48 (IPv6), as text. */
    public String network() {
        return prefix(isV4() ? 24 : 48);
    }

    private String prefix(int bits) {
        return of(Cidr.masked(address.getAddress(), bits)).text() + '/' + bits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientAddress that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    @Override
    public String toString() {
        return text();
    }
}
