package dev.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.web.ClientAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64)";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // address | browser | device | kinds
                "93.184.216.34, Mozilla/5.0, d1, DEVICE ADDRESS_BROWSER",
                "93.184.216.34, Mozilla/5.0, -, ADDRESS_BROWSER",
                "93.184.216.34, -, d1, DEVICE",
                "93.184.216.34, -, -, -",
                "-, Mozilla/5.0, d1, DEVICE",
                "10.0.0.7, Mozilla/5.0, d1, DEVICE",
                "127.0.0.1, Mozilla/5.0, -, -",
                "-, -, -, -"
            })
    void seesWhatIsEvidence(
            @Nullable String address, @Nullable String browser, @Nullable String device, @Nullable String kinds) {
        List<String> seen = Identifier.seen(ClientAddress.parse(address), browser, device).stream()
                .map(one -> one.kind().name())
                .toList();

        assertThat(seen).isEqualTo(kinds == null ? List.of() : List.of(kinds.split(" ")));
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        assertThat(addressBrowser("2a0a:1:2:3::1", BROWSER)).isEqualTo(addressBrowser("2A0A:1:2:3:ffff::9", BROWSER));
        assertThat(addressBrowser("2a0a:1:2:3::1", BROWSER)).isNotEqualTo(addressBrowser("2a0a:1:2:4::1", BROWSER));
        assertThat(addressBrowser("93.184.216.34", BROWSER)).isEqualTo(addressBrowser("::ffff:93.184.216.34", BROWSER));
        assertThat(addressBrowser("93.184.216.34", BROWSER)).isNotEqualTo(addressBrowser("93.184.216.35", BROWSER));
        assertThat(addressBrowser("93.184.216.34", BROWSER)).isNotEqualTo(addressBrowser("93.184.216.34", "curl/8.5"));
    }

    @Test
    void showsNothingPersonal() {
        Identifier address = addressBrowser("93.184.216.34", BROWSER);

        assertThat(address.value()).matches("[0-9a-f]{64}");
        assertThat(Identifier.email("a.b@gmail.com")).isEqualTo(new Identifier(LinkKind.EMAIL, "ab@gmail.com"));
        assertThat(Identifier.email("a.b@gmail.com")).hasToString("Identifier[EMAIL]");
    }

    private static Identifier addressBrowser(String address, String browser) {
        return Identifier.seen(ClientAddress.parse(address), browser, null).get(0);
    }
}
