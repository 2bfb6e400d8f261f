package dev.gatehouse.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        // given, text, counted, network
        "203.0.113.9, 203.0.113.9, 203.0.113.9, 203.0.113.0/24",
        "'  203.0.113.9 ', 203.0.113.9, 203.0.113.9, 203.0.113.0/24",
        "::ffff:203.0.113.9, 203.0.113.9, 203.0.113.9, 203.0.113.0/24",
        "::FFFF:cb00:7109, 203.0.113.9, 203.0.113.9, 203.0.113.0/24",
        "2001:DB8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64, 2001:db8:1::/48",
        "2001:0db8:0000::1, 2001:db8::1, 2001:db8::/64, 2001:db8::/48",
        "fe80::1%eth0, fe80::1, fe80::/64, fe80::/48",
        "2001:db8:1:ffff:ffff::, 2001:db8:1:ffff:ffff::, 2001:db8:1:ffff::/64, 2001:db8:1::/48"
    })
    void hasOneNormalForm(String given, String text, String counted, String network) {
        ClientAddress address = parsed(given);

        assertThat(address.text()).isEqualTo(text);
        assertThat(address.counted()).isEqualTo(counted);
        assertThat(address.network()).isEqualTo(network);
        assertThat(address).isEqualTo(parsed(text)).hasSameHashCodeAs(parsed(text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.org",
                "1.2.3",
                "1.2.3.256",
                "01.2.3.4.5",
                ":::1",
                "2001:db8::g",
                "1.2.3.4:80"
            })
    void isNoName(String text) {
        assertThat(ClientAddress.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.2.1",
                "198.51.100.7",
                "203.0.113.9",
                "223.255.255.255",
                "2001:db8::1",
                "2a00:1450::1",
                "2606:4700::1111",
                "192.88.99.1",
                "64:ff9b::808:808",
                "2001::1",
                "2002:808:808::1"
            })
    void isGlobal(String text) {
        assertThat(parsed(text).isGlobal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.1.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b:1::1",
                "100::1",
                "5f00::1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void isNotGlobal(String text) {
        assertThat(parsed(text).isGlobal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.%d.%d", "2001:db8::%x:%x"})
    void neighboursHaveHashCodesFarApart(String form) {
        Set<Integer> codes = new HashSet<>();
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 65_536; i++) {
            int code = parsed(String.format(form, i >> 8, i & 0xFF)).hashCode();
            codes.add(code);
            slots.add(code & 0xFFFF);
        }

        // Of a random function: all but one or two, and 63 of a hundred.
        assertThat(codes).hasSizeGreaterThan(65_500);
        assertThat(slots).hasSizeGreaterThan(40_000);
        assertThat(parsed("::ffff:203.0.113.9")).hasSameHashCodeAs(parsed("203.0.113.9"));
    }

    private static ClientAddress parsed(String text) {
        return Objects.requireNonNull(ClientAddress.parse(text), text);
    }
}
