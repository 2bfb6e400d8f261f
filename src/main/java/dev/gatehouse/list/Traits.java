package dev.gatehouse.list;

import dev.gatehouse.link.EmailFold;
import dev.gatehouse.platform.web.Cidr;
import dev.gatehouse.platform.web.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is found by on the lists. Its text shows no personal data.
 *
 * @param emailKey the address in the form that is compared
 * @param phone E.164, or {@code null}
 * @param address the client's address if it is evidence, or {@code null}
 * @param device the {@code Gatehouse-Device}, or {@code null}
 */
public record Traits(
        String emailKey, @Nullable String phone, @Nullable ClientAddress address, @Nullable String device) {

    /**
     * Every key under which an entry would match: equality is all that the database is asked for, also of the domains
     * above a mailbox and the networks around an address, so that one index answers.
     */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        keys.add(EntryKind.EMAIL.key(EmailFold.of(emailKey)));
        addDomains(keys);
        if (phone != null) {
            keys.add(EntryKind.PHONE.key(phone));
        }
        if (address != null) {
            keys.add(EntryKind.IP.key(address.text()));
            addNetworks(keys, address);
        }
        if (device != null) {
            keys.add(EntryKind.DEVICE.key(device.strip()));
        }
        return keys;
    }

    /** The mailbox' domain and those above it, by whole labels. */
    private void addDomains(List<String> keys) {
        String domain = emailKey.substring(emailKey.lastIndexOf('@') + 1);
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.')) {
            keys.add(EntryKind.DOMAIN.key(domain));
            domain = domain.substring(dot + 1);
        }
    }

    private static void addNetworks(List<String> keys, ClientAddress address) {
        int longest = address.bytes().length * Byte.SIZE;
        for (int prefix = EntryValues.widest(address); prefix <= longest; prefix++) {
            keys.add(EntryKind.CIDR.key(Cidr.around(address, prefix).text()));
        }
    }

    @Override
    public String toString() {
        return "Traits[]";
    }
}
