package dev.gatehouse;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.OwnAuthority;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.TestReseller;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The upstreams over TLS: minFraud, an SMS gateway, a source of a feed and a receiver of webhooks, on one server whose
 * certificate an authority of the test's own has signed.
 */
class TlsIT {
    private static final String LISTED = "over-tls.example-list.com";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OwnDatabase database = OwnDatabase.create();

    private OwnAuthority authority;
    private WireMockServer upstreams;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        authority = OwnAuthority.found(directory);
        upstreams = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(authority.server().toString())
                .keystorePassword(OwnAuthority.PASSWORD)
                .keyManagerPassword(OwnAuthority.PASSWORD));
        upstreams.stubFor(WireMock.post(urlPathMatching("/minfraud/.*"))
                .willReturn(okJson("{\"id\":\"27d26476-e2bc-11e4-92b8-962e705b4af5\",\"risk_score\":0.1}")));
        upstreams.stubFor(WireMock.post(urlPathMatching("/2010-04-01/.*"))
                .willReturn(aResponse().withStatus(201).withBody("{\"sid\":\"SM1\",\"status\":\"queued\"}")));
        upstreams.stubFor(
                WireMock.post(urlPathMatching("/hook")).willReturn(aResponse().withStatus(204)));
        upstreams.stubFor(
                WireMock.get(urlPathMatching("/list")).willReturn(aResponse().withBody(LISTED + "\n")));
        upstreams.start();
    }

    @AfterEach
    void stop() {
        upstreams.stop();
    }

    @Test
    void whomTheTrustStoreKnowsIsTalkedTo() {
        try (Packaged service = Packaged.start(
                        settings(),
                        Map.of(
                                "javax.net.ssl.trustStore",
                                authority.trust().toString(),
                                "javax.net.ssl.trustStorePassword",
                                OwnAuthority.PASSWORD))
                .awaitReady()) {
            String endpoint = endpoint(service);
            String token = client(service);

            assertThat(order(service, token).statusCode())
                    .as("minFraud has answered")
                    .isEqualTo(201);
            assertThat(upstreams.findAll(WireMock.postRequestedFor(urlPathMatching("/minfraud/v2.0/insights"))))
                    .as("whole questions, in the library's types")
                    .hasSize(2)
                    .allSatisfy(asked -> assertThat(asked.getBodyAsString())
                            .contains("\"ip_address\":\"81.", "\"event\":{\"", "\"email\":{\"", "\"account\":{\""));
            assertThat(call(service, token).post("/verify/sms/send").statusCode())
                    .isEqualTo(202);
            assertThat(delivery(service, endpoint)).containsEntry("state", "sent");
            assertThat(refreshed(service)).doesNotContainKey("lastError").containsEntry("size", 1);
            assertThat(register(service, "anna@" + LISTED).statusCode()).isEqualTo(422);
        }
    }

    @Test
    void whomNobodyVouchesForIsNot() {
        try (Packaged service = Packaged.start(settings()).awaitReady()) {
            String endpoint = endpoint(service);
            String token = client(service);

            Response order = order(service, token);
            assertThat(order.statusCode()).as(order.asString()).isEqualTo(503);
            assertThat(order.jsonPath().getString("code")).isEqualTo("screening-unavailable");
            assertThat(call(service, token).post("/verify/sms/send").jsonPath().getString("code"))
                    .isEqualTo("sms-unavailable");
            assertThat(delivery(service, endpoint)).containsEntry("error", "tls");
            assertThat(refreshed(service)).containsKey("lastError");
            assertThat(upstreams.getAllServeEvents()).isEmpty();
            assertThat(service.log()).noneMatch(line -> line.contains("\"ERROR\""));
        }
    }

    private Map<String, String> settings() {
        String url = "https://localhost:" + upstreams.httpsPort();
        Map<String, String> settings = database.settings();
        settings.put("gatehouse.trusted-proxies", "127.0.0.0/8");
        settings.put("gatehouse.minfraud.base-url", url);
        settings.put("gatehouse.minfraud.timeout", "10s");
        settings.put("gatehouse.sms.twilio.base-url", url);
        // There is one gateway: nobody steps in.
        settings.keySet().removeIf(name -> name.startsWith("gatehouse.sms.vonage."));
        settings.put("gatehouse.disposable.sources", "collector|" + url + "/list");
        settings.put("gatehouse.webhooks.allow-private", "true");
        return settings;
    }

    private String endpoint(Packaged service) {
        Response made = staff(service)
                .body(Map.of(
                        "url",
                        "https://localhost:" + upstreams.httpsPort() + "/hook",
                        "events",
                        List.of("ticket.opened")))
                .post("/webhook-endpoints");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.jsonPath().getString("id");
    }

    /** Registers a client whose mailbox is proven, and whose phone is not. */
    private String client(Packaged service) {
        Response registered = register(service, Identities.email());
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(201);
        String token = registered.jsonPath().getString("session.accessToken");
        assertThat(call(service, token)
                        .body(Map.of("topic", "other", "message", "Help!"))
                        .post("/tickets")
                        .statusCode())
                .isEqualTo(201);
        return token;
    }

    private static Response register(Packaged service, String email) {
        return from(service).body(Pathway.of(email).registration()).post("/register");
    }

    /** With mailbox and phone proven for the moment of the order. */
    private Response order(Packaged service, String token) {
        database.execute("update account set email_verified_at = now(), phone_verified_at = now()");
        Response order = call(service, token)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("kind", "purchase", "product", "vps-s"))
                .post("/orders");
        database.execute("update account set phone_verified_at = null");
        return order;
    }

    private Map<String, Object> delivery(Packaged service, String endpoint) {
        return await("an attempt to deliver")
                .atMost(PATIENCE)
                .until(
                        () -> staff(service)
                                .get("/webhook-endpoints/" + endpoint + "/deliveries")
                                .jsonPath()
                                .getMap("items.find { it.state == 'sent' || it.error }"),
                        Objects::nonNull);
    }

    /** What the refreshed feed says of its source. */
    private static Map<String, Object> refreshed(Packaged service) {
        return await("a refresh")
                .atMost(PATIENCE)
                .until(
                        () -> new HashMap<>(staff(service)
                                .post("/staff/feeds/disposable-domains/refresh")
                                .jsonPath()
                                .<String, Object>getMap("sources[0]")),
                        source -> source.get("lastError") != null || source.get("lastSuccessAt") != null);
    }

    private static RequestSpecification from(Packaged service) {
        return service.request().header("X-Forwarded-For", Identities.address()).contentType(ContentType.JSON);
    }

    private static RequestSpecification call(Packaged service, String token) {
        return from(service).header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification staff(Packaged service) {
        return from(service).header("X-Api-Key", TestReseller.BOOTSTRAP);
    }
}
