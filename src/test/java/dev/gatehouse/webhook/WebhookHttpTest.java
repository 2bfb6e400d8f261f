package dev.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.dns.FakeDns;
import dev.gatehouse.testing.Settings;
import dev.gatehouse.webhook.Receiver.Mood;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookHttpTest {
    private static final Map<String, String> HEADERS =
            Map.of("webhook-id", "1", "webhook-timestamp", "2", "webhook-signature", "v1,x");
    private static final String BODY = "{\"type\":\"order.accepted\",\"data\":{}}";
    private static final Map<String, List<String>> HOSTS = Map.of(
            "inside.example.org", List.of("127.0.0.1"),
            "both.example.org", List.of("8.8.8.8", "10.0.0.1"),
            "mapped.example.org", List.of("::ffff:127.0.0.1"),
            "public.example.org", List.of("8.8.8.8", "2606:4700::1111"));

    private final Vertx vertx = Vertx.vertx();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
        vertx.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GOOD, 204, ",
        "FAILING, 500, status",
        "GONE, 410, status",
        "REDIRECTING, 307, status",
        "HUGE, 200, ",
        "DRIPPING, 200, ",
        "HANGING, , timeout"
    })
    void theStatusCountsAndNothingElse(Mood mood, @Nullable Integer status, @Nullable String error) {
        receiver.be(mood);

        Attempt attempt = post(http(guard(true)), receiver.url());

        assertThat(attempt).isEqualTo(new Attempt(status, error));
        assertThat(receiver.heard()).singleElement().satisfies(heard -> {
            assertThat(heard.path()).isEqualTo("/hook");
            assertThat(heard.body()).isEqualTo(BODY);
            assertThat(heard.id()).isEqualTo("1");
        });
    }

    @Test
    void aClosedPortIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(post(http(guard(true)), "http://127.0.0.1:" + port + "/").error())
                .isEqualTo("unreachable");
    }

    @Test
    void whoSpeaksNoTlsIsToldApart() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread speaker = new Thread(() -> {
                try (Socket client = plain.accept()) {
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client has seen enough.
                }
            });
            speaker.setDaemon(true);
            speaker.start();

            assertThat(post(http(guard(true)), "https://127.0.0.1:" + plain.getLocalPort() + "/")
                            .error())
                    .isEqualTo("tls");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/, url",
        "http://public.example.org/, url",
        "https://inside.example.org/, address",
        "https://inside.example.org./, address",
        "https://both.example.org/, address",
        "https://mapped.example.org/, address",
        "https://nowhere.example.org/, unresolved"
    })
    void nobodyOnThisNetworkIsAsked(String url, String error) {
        assertThat(post(http(guard(false)), url)).isEqualTo(Attempt.failed(error));
    }

    @Test
    void theAddressThatWasJudgedIsTheOneThatIsUsed() {
        SocketAddress address = guard(false)
                .address(URI.create("https://public.example.org/"))
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(address).isEqualTo(SocketAddress.inetSocketAddress(443, "8.8.8.8"));
    }

    /** The name leads nowhere; the address that the guard gives does. */
    @Test
    void theNameIsStillTheHost() {
        SsrfGuard here = new SsrfGuard(settings(true), FakeDns.hosts(HOSTS)) {
            @Override
            Uni<@Nullable SocketAddress> address(URI url) {
                return Uni.createFrom().item(SocketAddress.inetSocketAddress(receiver.port(), "127.0.0.1"));
            }
        };

        assertThat(post(http(here), "http://hooks.example.invalid/x").error()).isNull();
        assertThat(receiver.heard()).singleElement().satisfies(heard -> assertThat(heard.host())
                .isEqualTo("hooks.example.invalid"));
    }

    private static WebhookSettings settings(boolean allowPrivate) {
        return Settings.of(
                WebhookSettings.class,
                Map.of(
                        "gatehouse.webhooks.allow-private",
                        String.valueOf(allowPrivate),
                        "gatehouse.webhooks.timeout",
                        "3s"));
    }

    private static SsrfGuard guard(boolean allowPrivate) {
        return new SsrfGuard(settings(allowPrivate), FakeDns.hosts(HOSTS));
    }

    private WebhookHttp http(SsrfGuard guard) {
        return new WebhookHttp(vertx, guard);
    }

    private static Attempt post(WebhookHttp http, String url) {
        return http.post(URI.create(url), HEADERS, BODY).await().atMost(Duration.ofSeconds(20));
    }
}
