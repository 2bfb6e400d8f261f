package dev.gatehouse.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressResolverTest {
    private static final List<Cidr> TRUSTED = List.of(
            Objects.requireNonNull(Cidr.parse("10.0.0.0/8")), Objects.requireNonNull(Cidr.parse("2001:db8:aa::/48")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # peer         | header lines (joined by ;;)            | client
                    203.0.113.9    | 198.51.100.1                           | 203.0.113.9
                    10.0.0.1       | 198.51.100.1                           | 198.51.100.1
                    ::ffff:10.0.0.1| 198.51.100.1                           | 198.51.100.1
                    10.0.0.1       | 1.1.1.1, 198.51.100.1                  | 198.51.100.1
                    10.0.0.1       | 1.1.1.1, 198.51.100.1, 10.0.0.2        | 198.51.100.1
                    10.0.0.1       | 1.1.1.1 ;; 198.51.100.1 ;; 10.0.0.2    | 198.51.100.1
                    10.0.0.1       | 198.51.100.1:4711                      | 198.51.100.1
                    10.0.0.1       | 2001:DB8::5                            | 2001:db8::5
                    10.0.0.1       | [2001:db8::5]:443                      | 2001:db8::5
                    2001:db8:aa::1 | 198.51.100.1                           | 198.51.100.1
                    10.0.0.1       | 10.0.0.3, 10.0.0.2                     | 10.0.0.3
                    10.0.0.1       | unknown                                | 10.0.0.1
                    10.0.0.1       | 198.51.100.1, rubbish                  | 10.0.0.1
                    10.0.0.1       | 198.51.100.1, rubbish, 10.0.0.2        | 10.0.0.2
                    10.0.0.1       | 198.51.100.1,                          | 10.0.0.1
                    10.0.0.1       | localhost                              | 10.0.0.1
                    10.0.0.1       | ", 198.51.100.1                        | 198.51.100.1
                    10.0.0.1       | " ;; 198.51.100.1                      | 198.51.100.1
                    """)
    void believesOnlyWhatTrustedProxiesWrote(String peer, String lines, String client) {
        ClientAddressResolver resolver = new ClientAddressResolver(TRUSTED, "X-Forwarded-For");

        assertThat(resolver.resolve(address(peer), List.of(lines.split(";;"))).text())
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    for=198.51.100.1                                             | 198.51.100.1
                    For="[2001:db8::5]:4711";proto=https;by=10.0.0.1             | 2001:db8::5
                    for=1.1.1.1, for=198.51.100.1;proto=https, for=10.0.0.2      | 198.51.100.1
                    for="198.51.100.1:_obf"                                      | 198.51.100.1
                    for=198.51.100.1, for=_hidden                                | 10.0.0.1
                    for=198.51.100.1, proto=https                                | 10.0.0.1
                    for="198.51.100.1, for=1.1.1.1                               | 1.1.1.1
                    198.51.100.1                                                 | 10.0.0.1
                    """)
    void readsForwardedAsRfc7239Says(String line, String client) {
        ClientAddressResolver resolver = new ClientAddressResolver(TRUSTED, "forwarded");

        assertThat(resolver.resolve(address("10.0.0.1"), List.of(line)).text()).isEqualTo(client);
    }

    @Test
    void withoutTheHeaderThePeerIsTheClient() {
        ClientAddressResolver resolver = new ClientAddressResolver(TRUSTED, "X-Forwarded-For");

        assertThat(resolver.resolve(address("10.0.0.1"), List.of()).text()).isEqualTo("10.0.0.1");
    }

    private static ClientAddress address(String text) {
        return Objects.requireNonNull(ClientAddress.parse(text.strip()), text);
    }
}
