package dev.gatehouse.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.53,           192.0.2.53,   53",
        "' 192.0.2.53:5353 ',  192.0.2.53,   5353",
        "dns.example:53,       dns.example,  53",
        "localhost,            localhost,    53",
        "2001:db8::53,         2001:db8::53, 53",
        "::1,                  ::1,          53",
        "fe80::1%eth0,         fe80::1%eth0, 53",
        "[2001:db8::53]:5353,  2001:db8::53, 5353",
        "[2001:db8::53],       2001:db8::53, 53",
    })
    void reads(String text, String host, int port) {
        assertThat(ServerAddress.parse(text)).isEqualTo(new ServerAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":53", "a:b", "a:0", "a:65536", "a:99999999", "udp://a:53", "[a]:53", "[::1", "a b", "[::1]:"
            })
    void refuses(String text) {
        assertThat(ServerAddress.parse(text)).isNull();
    }

    @Test
    void readsTheSystemsServers() {
        List<String> lines = List.of(
                "# nameserver 192.0.2.1",
                "search example.org",
                "nameserver 192.0.2.2",
                "\tnameserver\t2001:db8::53 # the other",
                "nameserver",
                "options ndots:5");

        assertThat(ServerAddress.ofResolvConf(lines))
                .containsExactly(new ServerAddress("192.0.2.2", 53), new ServerAddress("2001:db8::53", 53));
        assertThat(ServerAddress.ofResolvConf(List.of())).containsExactly(new ServerAddress("127.0.0.1", 53));
    }
}
