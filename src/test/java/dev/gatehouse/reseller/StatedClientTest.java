package dev.gatehouse.reseller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.platform.web.RequestInfo;
import dev.gatehouse.screening.CheckContext.Origin;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatedClientTest {
    private static final String BROWSER = "Firefox";
    private static final OwnNetworks OWN = OwnNetworks.of(List.of("81.9.1.0/24", "2a0a:7:7::/48"));

    @ParameterizedTest
    @CsvSource({
        "81.3.4.5,           81.3.4.5",
        "' 81.3.4.5 ',       81.3.4.5",
        "::ffff:81.3.4.5,    81.3.4.5",
        "2A0A:1:2:3::9,      2a0a:1:2:3::9",
        "203.0.113.9,        203.0.113.9",
        "81.9.2.1,           81.9.2.1",
    })
    void theClientIsWhereTheResellerSays(String stated, String address) {
        Origin origin = new StatedClient(stated, BROWSER).origin(request("81.2.2.2"), OWN);

        assertThat(Objects.requireNonNull(origin.address()).text()).isEqualTo(address);
        assertThat(origin.userAgent()).isEqualTo(BROWSER);
        assertThat(origin.device()).isEqualTo("device");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,                     81.2.2.2,         required",
                "' ',                   81.2.2.2,         required",
                "client.example.org,    81.2.2.2,         not-an-address",
                "81.3.4,                81.2.2.2,         not-an-address",
                "81.3.4.5:80,           81.2.2.2,         not-an-address",
                "'81.3.4.5, 81.3.4.6',  81.2.2.2,         not-an-address",
                "81.3.4.0/24,           81.2.2.2,         not-an-address",
                "127.0.0.1,             81.2.2.2,         not-global",
                "10.1.2.3,              81.2.2.2,         not-global",
                "100.64.0.1,            81.2.2.2,         not-global",
                "::ffff:192.168.0.1,    81.2.2.2,         not-global",
                "fe80::1%eth0,          81.2.2.2,         not-global",
                "fd00::1,               81.2.2.2,         not-global",
                "81.2.2.2,              81.2.2.2,         own-address",
                "::ffff:81.2.2.2,       81.2.2.2,         own-address",
                "2a0a:1:2:3::9,         2a0a:1:2:3::1,    own-address",
                "81.9.1.200,            81.2.2.2,         own-address",
                "2a0a:7:7:1::1,         81.2.2.2,         own-address",
            })
    void whatCannotBeAClientIsRefused(@Nullable String stated, String server, String code) {
        Refusal refusal = refusal(new StatedClient(stated, BROWSER), server);

        assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
        assertThat(refusal.errors()).hasSize(1);
        assertThat(refusal.errors().get(0).pointer()).isEqualTo("Gatehouse-Client-Ip");
        assertThat(refusal.errors().get(0).code()).isEqualTo(code);
        assertThat(refusal.detail()).doesNotContain(server);
    }

    @Test
    void bothHeadersAreNamedAtOnce() {
        for (StatedClient silent : List.of(new StatedClient(null, null), new StatedClient("", " "))) {
            assertThat(refusal(silent, "81.2.2.2").errors())
                    .extracting(error -> error.pointer() + " " + error.code())
                    .containsExactly("Gatehouse-Client-Ip required", "Gatehouse-Client-User-Agent required");
        }
        assertThat(new StatedClient(null, null).isSilent()).isTrue();
        assertThat(new StatedClient("", null).isSilent()).isFalse();
        assertThat(new StatedClient(null, "x").isSilent()).isFalse();
    }

    @Test
    void aLongBrowserIsCutAndNothingIsShown() {
        StatedClient stated = new StatedClient("81.3.4.5", "x".repeat(2000));

        assertThat(stated.origin(request("81.2.2.2"), OWN).userAgent()).hasSize(512);
        assertThat(stated).hasToString("StatedClient[]");
    }

    @Test
    void networksAreKeptInOneForm() {
        assertThat(OwnNetworks.canonical("/networks", List.of("81.9.1.7/24", "81.9.1.0/24", "81.2.2.2", "2A0A::/32")))
                .containsExactly("81.9.1.0/24", "81.2.2.2/32", "2a0a::/32");
        assertThatThrownBy(() -> OwnNetworks.canonical("/networks", List.of("81.2.2.2", "everywhere", "0.0.0.0/0")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errors())
                        .extracting(error -> error.pointer())
                        .containsExactly("/networks/1", "/networks/2"));
    }

    private static Refusal refusal(StatedClient stated, String server) {
        return Objects.requireNonNull(
                catchThrowableOfType(Refusal.class, () -> stated.origin(request(server), OWN)), "not refused");
    }

    private static RequestInfo request(String server) {
        return new RequestInfo(
                "id", Objects.requireNonNull(ClientAddress.parse(server)), "the reseller's client", null, "device");
    }
}
