package dev.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.testing.Settings;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {
    private static final WebhookSettings STRICT = Settings.of(WebhookSettings.class);
    private static final WebhookSettings MORE_PORTS =
            Settings.of(WebhookSettings.class, Map.of("gatehouse.webhooks.ports", "443,8443"));
    private static final WebhookSettings PRIVATE =
            Settings.of(WebhookSettings.class, Map.of("gatehouse.webhooks.allow-private", "true"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.org/gatehouse",
                "https://hooks.example.org",
                "HTTPS://Hooks.Example.org:443/a?b=c%20d",
                "https://hooks.example.org.:80/",
                "https://xn--bcher-kva.example/hook",
                "https://8.8.8.8/hook",
                "https://[2606:4700::1111]/hook"
            })
    void theseAreTaken(String url) {
        assertThat(EndpointUrl.problem(url, STRICT)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', malformed",
        "hooks.example.org, malformed",
        "/gatehouse, malformed",
        "https:///gatehouse, malformed",
        "https:hooks.example.org, malformed",
        "https://hooks example.org/, malformed",
        "https://user@hooks.example.org/, malformed",
        "https://user:password@hooks.example.org/, malformed",
        "https://hooks.example.org/#fragment, malformed",
        "https://bücher.example/, malformed",
        "https://１２７.0.0.1/, malformed",
        "https://%31%32%37.0.0.1/, malformed",
        "http://hooks.example.org/, scheme",
        "ftp://hooks.example.org/, scheme",
        "file://hooks.example.org/etc/passwd, scheme",
        "https://hooks.example.org:8443/, port",
        "https://hooks.example.org:22/, port",
        "https://hooks.example.org:0/, port",
        "https://hooks.example.org:65536/, port",
        "https://localhost/, address",
        "https://localhost./, address",
        "https://redis/, address",
        // Addresses, plain
        "https://127.0.0.1/, address",
        "https://10.1.2.3/, address",
        "https://169.254.169.254/latest/meta-data/, address",
        "https://0.0.0.0/, address",
        "https://[::1]/, address",
        "https://[::]/, address",
        "https://[fe80::1]/, address",
        "https://[fd00::1]/, address",
        "https://[::ffff:127.0.0.1]/, address",
        "https://[::ffff:7f00:1]/, address",
        "https://[64:ff9b::7f00:1]/, address",
        "https://[2002:7f00:1::]/, address",
        // Addresses, in disguise
        "https://2130706433/, malformed",
        "https://0x7f000001/, malformed",
        "https://0x7f.0.0.1/, malformed",
        "https://0177.0.0.1/, malformed",
        "https://127.000.000.001/, malformed",
        "https://127.1/, malformed",
        "https://127.0.0.1./, malformed",
        "https://8.8.8.08/, malformed",
        "https://[fe80::1%25eth0]/, malformed",
        "https://[fe80::1%eth0]/, malformed",
        "https://[v1.fe80]/, malformed"
    })
    void theseAreNot(String url, String code) {
        FieldError problem = EndpointUrl.problem(url, STRICT);

        assertThat(problem).as(url).isNotNull();
        assertThat(Objects.requireNonNull(problem).code()).as(url).isEqualTo(code);
        assertThat(problem.pointer()).isEqualTo("/url");
    }

    @Test
    void noneIsLongerThanTheLimit() {
        String url = "https://hooks.example.org/";

        assertThat(EndpointUrl.problem(url + "a".repeat(EndpointUrl.LONGEST - url.length()), STRICT))
                .isNull();
        assertThat(EndpointUrl.problem(url + "a".repeat(EndpointUrl.LONGEST - url.length() + 1), STRICT))
                .isNotNull();
    }

    @Test
    void otherPortsCanBeAllowed() {
        assertThat(EndpointUrl.problem("https://hooks.example.org:8443/", MORE_PORTS))
                .isNull();
        assertThat(EndpointUrl.problem("https://hooks.example.org:80/", MORE_PORTS))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8081/hook", "http://panel:9000/", "https://[::1]:8443/", "http://localhost/"})
    void aClosedNetworkMayAllowItsOwn(String url) {
        assertThat(EndpointUrl.problem(url, PRIVATE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/", "http://user@127.0.0.1/", "http://0177.0.0.1/", "http://127.0.0.1:0/"})
    void butNotAnything(String url) {
        assertThat(EndpointUrl.problem(url, PRIVATE)).isNotNull();
    }
}
