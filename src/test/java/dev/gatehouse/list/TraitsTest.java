package dev.gatehouse.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.phone.PhoneNumbersFactory;
import dev.gatehouse.platform.web.ClientAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An entry matches a client if its key is among the client's. */
class TraitsTest {
    private final EntryValues values = new EntryValues(PhoneNumbersFactory.make());

    @ParameterizedTest
    @CsvSource({
        "EMAIL,  ANNA@mail.Example.net,  true",
        "EMAIL,  anna@example.net,       false",
        "EMAIL,  nanna@mail.example.net, false",
        "DOMAIN, mail.example.net,       true",
        "DOMAIN, example.net,            true",
        "DOMAIN, ample.net,              false",
        "DOMAIN, x.mail.example.net,     false",
        "DOMAIN, example.org,            false",
        "PHONE,  +49 151 23456789,       true",
        "PHONE,  +4915123456780,         false",
        "IP,     81.2.69.160,            true",
        "IP,     81.2.69.161,            false",
        "CIDR,   81.2.69.160/32,         true",
        "CIDR,   81.2.69.128/25,         true",
        "CIDR,   81.2.69.0/25,           false",
        "CIDR,   81.2.64.0/20,           true",
        "CIDR,   81.0.0.0/8,             true",
        "CIDR,   82.0.0.0/8,             false",
        "DEVICE, d-1,                    true",
        "DEVICE, D-1,                    false",
        "DEVICE, d-10,                   false",
    })
    void matchByEquality(EntryKind kind, String entry, boolean matches) {
        Traits client =
                new Traits("anna@mail.example.net", "+4915123456789", ClientAddress.parse("81.2.69.160"), "d-1");

        assertThat(client.keys().contains(kind.key(values.normal(kind, entry)))).isEqualTo(matches);
    }

    /** Who is denied by mailbox does not come back with a dot or a tag more. */
    @ParameterizedTest
    @CsvSource({
        "anna.b@gmail.com,   annab@gmail.com,       true",
        "annab@gmail.com,    a.n.nab+1@gmail.com,   true",
        "annab@gmail.com,    annab@googlemail.com,  true",
        "annab@gmail.com,    annac@gmail.com,       false",
        "anna.b@example.net, annab@example.net,     false",
    })
    void everySpellingOfAMailbox(String entry, String client, boolean matches) {
        assertThat(new Traits(client, null, null, null)
                        .keys()
                        .contains(EntryKind.EMAIL.key(values.normal(EntryKind.EMAIL, entry))))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "IP,   2a02:DB9:0:1::9,      true",
        "IP,   2a02:db9:0:1::8,      false",
        "CIDR, 2a02:db9:0:1::/64,    true",
        "CIDR, 2a02:db9:0:2::/64,    false",
        "CIDR, 2a02:db9:0:1::9/128,  true",
        "CIDR, 2a02:db9::/33,        true",
        "CIDR, 2a02::/16,            true",
        "CIDR, 2a03::/16,            false",
    })
    void alsoOfTheOtherFamily(EntryKind kind, String entry, boolean matches) {
        Traits client = new Traits("anna@example.org", null, ClientAddress.parse("2a02:db9:0:1::9"), null);

        assertThat(client.keys().contains(kind.key(values.normal(kind, entry)))).isEqualTo(matches);
    }

    @Test
    void whatIsNotKnownIsNotAskedFor() {
        assertThat(new Traits("anna@mail.example.net", null, null, null).keys())
                .containsExactly("email:anna@mail.example.net", "domain:mail.example.net", "domain:example.net");
    }

    @Test
    void theirTextHoldsNoPersonalData() {
        assertThat(new Traits("anna@example.org", "+4915123456789", null, "d-1"))
                .hasToString("Traits[]");
    }
}
