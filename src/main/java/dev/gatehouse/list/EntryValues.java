package dev.gatehouse.list;

import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.link.EmailFold;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cidr;
import dev.gatehouse.platform.web.ClientAddress;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Brings what staff typed into the one form that is compared; the classes that own each form do it. */
@Singleton
final class EntryValues {
    /** The shortest prefix of an IPv4 network that is taken: what is wider is a slip of the hand. */
    static final int WIDEST_V4 = 8;

    /** The shortest prefix of an IPv6 network that is taken. */
    static final int WIDEST_V6 = 16;

    private static final String POINTER = "/value";
    private static final int LONGEST_DEVICE = 128;

    private final PhoneNumbers phones;

    EntryValues(PhoneNumbers phones) {
        this.phones = phones;
    }

    /**
     * The normal form.
     *
     * @throws Refusal {@code 422 validation-failed} at {@code /value} if it is no value of that kind, or one that could
     *     never match
     */
    String normal(EntryKind kind, String typed) {
        String text = typed.strip();
        return switch (kind) {
            case EMAIL -> email(text);
            case DOMAIN -> known(EmailAddress.domainOf(text), "not-a-domain", "This is not a domain name.");
            case PHONE ->
                known(
                        phones.parse(text, null),
                        "not-a-phone-number",
                        "This is not a phone number with its country code.");
            case IP -> address(text);
            case CIDR -> network(text);
            case DEVICE -> device(text);
        };
    }

    private static String email(String text) {
        EmailAddress address = EmailAddress.parse(text);
        return known(
                address == null ? null : EmailFold.of(address.key()), "not-an-email", "This is not an e-mail address.");
    }

    private static String address(String text) {
        ClientAddress address = ClientAddress.parse(text);
        if (address == null) {
            throw invalid("not-an-address", "This is not an IP address.");
        }
        if (!address.isGlobal()) {
            throw notGlobal();
        }
        return address.text();
    }

    private static String network(String text) {
        Cidr network = Cidr.parse(text);
        if (network == null) {
            throw invalid("not-a-network", "This is not a network in CIDR notation.");
        }
        int slash = text.indexOf('/');
        if (slash >= 0 && !network.first().equals(ClientAddress.parse(text.substring(0, slash)))) {
            throw invalid("host-bits", "Bits are set after the prefix: write the network's first address.");
        }
        if (network.prefix() < widest(network.first())) {
            throw invalid(
                    "too-wide", "A network takes at least /" + WIDEST_V4 + " (IPv4) or /" + WIDEST_V6 + " (IPv6).");
        }
        if (!network.isGlobal()) {
            throw notGlobal();
        }
        return network.text();
    }

    /** The shortest prefix that is taken in the address' family. */
    static int widest(ClientAddress address) {
        return address.isV4() ? WIDEST_V4 : WIDEST_V6;
    }

    private static String device(String text) {
        if (text.length() > LONGEST_DEVICE) {
            throw invalid("too-long", "This has more than " + LONGEST_DEVICE + " characters.");
        }
        return text;
    }

    private static String known(@Nullable String value, String code, String detail) {
        if (value == null) {
            throw invalid(code, detail);
        }
        return value;
    }

    private static Refusal notGlobal() {
        return invalid("not-global", "Clients from there are told by no address; an entry would never match.");
    }

    private static Refusal invalid(String code, String detail) {
        return Refusal.invalid(POINTER, code, detail);
    }
}
