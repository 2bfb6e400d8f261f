package dev.gatehouse.platform.web;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A client's address in its one normal form: IPv4-mapped IPv6 becomes IPv4, zone ids are dropped, text is canonical
 * (RFC 5952). This class owns that normalisation and the network a counter uses.
 */
public final class ClientAddress {
    private static final int V4_LENGTH = 4;
    private static final int V6_LENGTH = 16;
    private static final int MAPPED_PREFIX = 12;

    /** No {@code java.net.InetAddress}: such an object may not stand in a native image's heap. */
    private final byte[] bytes;

    private ClientAddress(byte[] bytes) {
        this.bytes = bytes;
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
        if (bytes.length != V4_LENGTH && bytes.length != V6_LENGTH) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes");
        }
        return new ClientAddress(isMapped(bytes) ? Arrays.copyOfRange(bytes, MAPPED_PREFIX, V6_LENGTH) : bytes.clone());
    }

    /** Whether these are IPv4 in IPv6: {@code ::ffff:a.b.c.d} (RFC 4291, section 2.5.5.2). */
    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != V6_LENGTH || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The canonical text. */
    public String text() {
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** Whether this is an IPv4 address. */
    public boolean isV4() {
        return bytes.length == V4_LENGTH;
    }

    /** The 4 or 16 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether it is of the same family as that one and their first bits are the same. */
    boolean startsWith(byte[] other, int bits) {
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return bytes.length == other.length
                && Arrays.equals(bytes, 0, whole, other, 0, whole)
                && (rest == 0 || ((bytes[whole] ^ other[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0);
    }

    /**
     * Whether the address is evidence about a client. It is not where the IANA special-purpose registries (RFC 6890 and
     * updates) say that no packet from the open internet carries it: loopback, private, link-local, unique and site
     * local, shared (100.64.0.0/10), unspecified, multicast, reserved, benchmarking (198.18.0.0/15), protocol
     * assignments (192.0.0.0/24), discard-only and the like. Tunnels whose packets do arrive from there (6to4, Teredo,
     * NAT64) are evidence: nobody gets out of a check by choosing one. The documentation networks (192.0.2.0/24,
     * 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32) count as global on purpose: nobody has them, and tests and
     * examples need addresses that nobody has.
     */
    public boolean isGlobal() {
        return !SpecialNetworks.contain(this);
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
        return of(Cidr.masked(bytes, bits)).text() + '/' + bits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientAddress that && Arrays.equals(bytes, that.bytes);
    }

    /**
     * Neighbours get codes far apart, as {@code Arrays.hashCode} does not give them: FNV-1a, its bits mixed once more (the
     * finaliser of MurmurHash3).
     */
    @Override
    public int hashCode() {
        long hash = 0xCBF29CE484222325L;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        return (int) (hash ^ (hash >>> 32));
    }

    @Override
    public String toString() {
        return text();
    }
}
