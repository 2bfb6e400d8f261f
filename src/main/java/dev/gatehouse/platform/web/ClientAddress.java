package dev.gatehouse.platform.web;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.Inet6Address;
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
     * Whether the address is global. Loopback, private, link-local, unique local, shared (100.64.0.0/10), unspecified
     * and multicast ones are no evidence about a client.
     */
    public boolean isGlobal() {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        if (address instanceof Inet6Address) {
            return (b[0] & 0xfe) != 0xfc;
        }
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        return first != 0 && first < 240 && !(first == 100 && second >= 64 && second < 128);
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
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int keep = Math.max(0, Math.min(8, bits - i * 8));
            bytes[i] = (byte) (bytes[i] & (0xff << (8 - keep)));
        }
        return of(bytes).text() + '/' + bits;
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
