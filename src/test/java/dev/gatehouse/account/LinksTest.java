package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinksTest {
    @Test
    void leadToOurOwnPagesByDefault() {
        Links links = new Links(Settings.of(LinkSettings.class, Map.of("quarkus.http.port", "8081")));

        assertThat(links.verifyEmail("t-1")).isEqualTo("http://localhost:8081/verify/email?token=t-1");
        assertThat(links.resetPassword("t-1")).isEqualTo("http://localhost:8081/password/reset?token=t-1");
    }

    @Test
    void leadToWhereTheServiceIsReachedFromOutside() {
        Links links =
                new Links(Settings.of(LinkSettings.class, Map.of("gatehouse.public-url", "https://gate.example/")));

        assertThat(links.verifyEmail("t-1")).isEqualTo("https://gate.example/verify/email?token=t-1");
    }

    @Test
    void leadToThePanelsPagesWhereItHasSome() {
        Links links = new Links(Settings.of(
                LinkSettings.class,
                Map.of(
                        "gatehouse.panel.verify-email-url", "https://panel.example/#/verify?token={token}&x=1",
                        "gatehouse.panel.reset-password-url", "https://panel.example/reset/{token}")));

        assertThat(links.verifyEmail("t-1")).isEqualTo("https://panel.example/#/verify?token=t-1&x=1");
        assertThat(links.resetPassword("t-1")).isEqualTo("https://panel.example/reset/t-1");
    }
}
