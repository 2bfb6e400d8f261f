package dev.gatehouse.testing;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Addresses and numbers that no other test of this virtual machine uses, so that counters never meet. */
public final class Identities {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Identities() {}

    /** An e-mail address that is nobody's yet. */
    public static String email() {
        return "client-" + UUID.randomUUID().toString().substring(0, 13) + "@example.org";
    }

    /** A German mobile number (E.164) that is nobody's yet. */
    public static String phone() {
        return "+491511" + String.format(Locale.ROOT, "%07d", 2_000_000 + COUNT.incrementAndGet());
    }

    /** A Polish mobile number (E.164) that is nobody's yet: another dial code than the usual one. */
    public static String polishPhone() {
        return "+48601" + String.format(Locale.ROOT, "%06d", 200_000 + COUNT.incrementAndGet());
    }

    /** A global IPv4 address in a /24 of its own. */
    public static String address() {
        int next = COUNT.incrementAndGet();
        return "81." + (next / 250 % 250 + 1) + '.' + (next % 250 + 1) + ".7";
    }

    /** The first 64 bits of an IPv6 network of its own, such as {@code 2a0a:1:2:3}. */
    public static String ipv6Network() {
        int next = COUNT.incrementAndGet();
        return String.format(Locale.ROOT, "2a0a:%x:%x:1", next / 65_000 + 1, next % 65_000 + 1);
    }
}
