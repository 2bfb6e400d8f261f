package dev.gatehouse.platform.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A network in CIDR notation (RFC 4632, RFC 4291 section 2.3), IPv4 or IPv6; a bare address is a network of one. */
public final class Cidr {
    private final byte[] network;
    private final int prefix;

    private Cidr(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /** Reads {@code 10.0.0.0/8} or {@code 2001:db8::/32}; bits after the prefix are ignored. */
    public static @Nullable Cidr parse(String text) {
        String stripped = text.strip();
        int slash = stripped.indexOf('/');
        ClientAddress address = ClientAddress.parse(slash < 0 ? stripped : stripped.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = address.bytes().length * 8;
        int prefix = bits;
        if (slash >= 0) {
            String digits = stripped.substring(slash + 1);
            if (!digits.matches("[0-9]{1,3}")) {
                return null;
            }
            prefix = Integer.parseInt(digits);
            if (address.isV4() && stripped.indexOf(':') >= 0) {
                // An IPv4-mapped network (::ffff:10.0.0.0/104) is the IPv4 network it maps.
                prefix -= 96;
            }
            if (prefix < 0 || prefix > bits) {
                return null;
            }
        }
        return new Cidr(masked(address.bytes(), prefix), prefix);
    }

    /** The network of that prefix length around an address. */
    public static Cidr around(ClientAddress address, int prefix) {
        return new Cidr(masked(address.bytes(), prefix), prefix);
    }

    /** Its first address. */
    public ClientAddress first() {
        return ClientAddress.of(network);
    }

    /** The length of its prefix in bits. */
    public int prefix() {
        return prefix;
    }

    /** Whether any address in it may be {@linkplain ClientAddress#isGlobal() evidence}: it is not wholly a special network. */
    public boolean isGlobal() {
        return SpecialNetworks.ALL.stream().noneMatch(special -> special.prefix <= prefix && special.contains(first()));
    }

    /** Whether the address lies in this network; never true across the two families. */
    public boolean contains(ClientAddress address) {
        return address.startsWith(network, prefix);
    }

    /** The canonical text. */
    public String text() {
        return ClientAddress.of(network).text() + '/' + prefix;
    }

    /** The bytes with everything after the prefix set to zero. */
    static byte[] masked(byte[] bytes, int prefix) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int keep = Math.max(0, Math.min(8, prefix - i * 8));
            masked[i] = (byte) (masked[i] & (0xff << (8 - keep)));
        }
        return masked;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cidr that && prefix == that.prefix && Arrays.equals(network, that.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + prefix;
    }

    @Override
    public String toString() {
        return text();
    }
}
