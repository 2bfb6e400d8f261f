package dev.gatehouse.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.0/31, 192.0.2.1, true",
        "192.0.2.0/31, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "::/0, 10.0.0.1, false",
        "::ffff:10.0.0.0/104, 10.2.3.4, true",
        "10.0.0.0/8, ::ffff:10.2.3.4, true"
    })
    void containsWhatLiesInIt(String network, String address, boolean inside) {
        Cidr cidr = Objects.requireNonNull(Cidr.parse(network));
        ClientAddress parsed = Objects.requireNonNull(ClientAddress.parse(address));

        assertThat(cidr.contains(parsed)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0/8",
                "::/129",
                "host/8",
                "1.2.3.4/8/8",
                "::ffff:10.0.0.0/8"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(Cidr.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3/8, 10.0.0.0/8", "2001:DB8:0:0::9/32, 2001:db8::/32", "192.0.2.7, 192.0.2.7/32"})
    void hasOneText(String text, String canonical) {
        assertThat(Cidr.parse(text)).hasToString(canonical).isEqualTo(Cidr.parse(canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "81.2.69.160, 8, 81.0.0.0/8, 81.0.0.0",
        "81.2.69.160, 32, 81.2.69.160/32, 81.2.69.160",
        "2a02:db9::9, 33, 2a02:db9::/33, 2a02:db9::",
        "2a02:db9:0:1::9, 64, 2a02:db9:0:1::/64, 2a02:db9:0:1::"
    })
    void liesAroundAnAddress(String address, int prefix, String text, String first) {
        Cidr network = Cidr.around(Objects.requireNonNull(ClientAddress.parse(address)), prefix);

        assertThat(network).hasToString(text).isEqualTo(Cidr.parse(text));
        assertThat(network.first()).hasToString(first);
        assertThat(network.prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, false",
        "10.1.0.0/16, false",
        "0.0.0.0/0, true",
        "192.0.0.0/8, true",
        "192.0.0.0/24, false",
        "81.2.69.0/24, true",
        "fe80::/64, false",
        "::/0, true",
        "2a02::/16, true"
    })
    void isEvidenceUnlessItIsWhollySpecial(String network, boolean global) {
        assertThat(Objects.requireNonNull(Cidr.parse(network)).isGlobal()).isEqualTo(global);
    }
}
