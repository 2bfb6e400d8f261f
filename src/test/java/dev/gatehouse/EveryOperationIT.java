package dev.gatehouse;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.gatehouse.sandbox.EmbeddedServers;
import dev.gatehouse.sandbox.Part;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Operations;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.TestReseller;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation against the package, to a successful answer that is as its schema has it: a record that nobody
 * registered is, in a native executable, written as an empty object or not read. What is kept as JSON is read back, too:
 * each creating request is sent twice under one key.
 */
class EveryOperationIT {
    private static final byte[] JPEG = "\u00FF\u00D8\u00FF\u00E0 a photo".getBytes(StandardCharsets.ISO_8859_1);

    private final Operations operations = new Operations();
    private final OwnDatabase database = OwnDatabase.create();
    private final WireMockServer hooks =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @AfterEach
    void restore() {
        RestAssured.reset();
        hooks.stop();
    }

    @Test
    void everyOperationSucceedsAsItsSchemaHasIt() {
        hooks.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));
        hooks.stubFor(any(urlPathEqualTo("/broken")).willReturn(aResponse().withStatus(500)));
        hooks.start();
        try (Packaged service = started(Map.of())) {
            clients();
            orders();
            tickets();
            documents();
            accounts();
            lists();
            imports();
            resellers();
            webhooks();
            assertThat(service.complaints()).allMatch(line -> line.contains("a webhook endpoint rests"));
        }
        try (Packaged service = started(Map.of("gatehouse.kyc.provider", "sumsub"))) {
            sumsub(service);
            assertThat(service.complaints()).isEmpty();
        }

        assertThat(operations.all()).hasSizeGreaterThan(70);
        assertThat(operations.succeeded()).containsExactlyInAnyOrderElementsOf(operations.all());
    }

    private Packaged started(Map<String, String> more) {
        Map<String, String> settings = database.settings();
        settings.put("gatehouse.trusted-proxies", "127.0.0.0/8");
        settings.put("gatehouse.webhooks.allow-private", "true");
        settings.putAll(more);
        Packaged service = Packaged.start(settings).awaitReady();
        RestAssured.baseURI = service.uri();
        RestAssured.port = service.port();
        RestAssured.filters(operations);
        return service;
    }

    private static void clients() {
        Pathway client = Pathway.fresh();
        Map<String, Object> registration = client.registration();
        registration.putAll(Map.of("fullName", "Ada Lovelace", "company", "Engines Ltd", "locale", "de"));
        made(() -> client.anonymous().body(registration), "/register");
        client.signIn(Pathway.PASSWORD);
        String token = client.awaitToken();
        assertThat(given().queryParam("token", token)
                        .get("/verify/email")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("<form");
        client.verifyEmail(token).then().statusCode(200);
        client.verifyPhone();
        client.refresh();
        client.account();
        client.call().get("/account/export").then().statusCode(200);
        client.call()
                .body(Map.of("email", Identities.email(), "password", Pathway.PASSWORD))
                .put("/account/email")
                .then()
                .statusCode(202);
        client.anonymous()
                .body(Map.of("email", client.email()))
                .post("/password/forgot")
                .then()
                .statusCode(202);
        String reset = client.awaitToken();
        given().queryParam("token", reset).get("/password/reset").then().statusCode(200);
        client.anonymous()
                .body(Map.of("token", reset, "password", "another good password"))
                .post("/password/reset")
                .then()
                .statusCode(200);
        client.signIn("another good password");
        client.call().delete("/account").then().statusCode(202);
        client.call().delete("/sessions/current").then().statusCode(204);

        Pathway other = Pathway.registered();
        other.changePhone(Identities.phone(), null).then().statusCode(200);
        // The first mail's token, which the next one voids.
        other.awaitToken();
        other.call().post("/verify/email/send").then().statusCode(202);
        other.anonymous()
                .body(Map.of("token", other.awaitToken()))
                .post("/verify/email/decline")
                .then()
                .statusCode(204);
    }

    private static void orders() {
        Pathway client = Pathway.active();
        String order = made(
                () -> client.call()
                        .body(Map.of(
                                "kind",
                                "upgrade",
                                "product",
                                "vps-m",
                                "serviceId",
                                "srv-1",
                                "amount",
                                Map.of("value", "9.90", "currency", "EUR"))),
                "/orders");
        client.call().get("/orders").then().statusCode(200);
        client.call().get("/orders/" + order).then().statusCode(200);
        staff().body(Map.of()).post("/orders/" + order + "/confirm").then().statusCode(200);
    }

    private static void tickets() {
        Pathway client = Pathway.registered();
        String ticket = made(() -> client.call().body(Map.of("topic", "other", "message", "Help!")), "/tickets");
        client.anonymous()
                .body(Map.of("topic", "other", "message", "Help!", "contactEmail", Identities.email()))
                .post("/tickets")
                .then()
                .statusCode(202);
        made(() -> client.call().body(Map.of("message", "Please.")), "/tickets/" + ticket + "/messages");
        client.call().get("/tickets").then().statusCode(200);
        staff().get("/staff/tickets").then().statusCode(200);
        made(() -> staff().body(Map.of("message", "Here.")), "/staff/tickets/" + ticket + "/messages");
        staff().get("/staff/tickets/" + ticket).then().statusCode(200);
        client.call().get("/tickets/" + ticket).then().statusCode(200);
        staff().post("/staff/tickets/" + ticket + "/close").then().statusCode(200);
    }

    private static void documents() {
        Pathway client = Pathway.active();
        act(client, Map.of("action", "require_kyc", "reason", "a test"));
        client.call().post("/kyc/start").then().statusCode(200);
        for (String type : List.of("identity_document", "selfie", "proof_of_address")) {
            given().header("Authorization", "Bearer " + client.accessToken())
                    .multiPart("type", type)
                    .multiPart("file", "photo.jpg", JPEG, "image/jpeg")
                    .post("/kyc/documents")
                    .then()
                    .statusCode(201);
        }
        client.call().post("/kyc/submit").then().statusCode(202);
        String caseId =
                client.call().get("/kyc").then().statusCode(200).extract().path("caseId");
        staff().get("/staff/kyc").then().statusCode(200);
        String document = staff().get("/staff/kyc/" + caseId)
                .then()
                .statusCode(200)
                .extract()
                .path("documents[0].id");
        assertThat(staff().get("/staff/kyc/" + caseId + "/documents/" + document)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .isEqualTo(JPEG);
        staff().body(Map.of("decision", "approve", "note", "as on the passport"))
                .post("/staff/kyc/" + caseId + "/decision")
                .then()
                .statusCode(200);
        staff().queryParam("dryRun", true)
                .body(Map.of(
                        "check",
                        "tor-exit",
                        "from",
                        "2026-01-01T00:00:00Z",
                        "to",
                        "2026-01-02T00:00:00Z",
                        "reason",
                        "a test"))
                .post("/staff/kyc/clear")
                .then()
                .statusCode(200);
    }

    private static void accounts() {
        Pathway client = Pathway.active();
        client.order().then().statusCode(201);
        act(client, Map.of("action", "suspend", "reason", "a test"));
        act(client, Map.of("action", "reinstate", "reason", "a test"));
        staff().queryParam("email", client.email())
                .get("/staff/accounts")
                .then()
                .statusCode(200);
        Response whole = staff().get("/staff/accounts/" + client.id());
        assertThat(whole.jsonPath().getList("decisions")).hasSizeGreaterThan(1);
        List<String> decisions = whole.jsonPath().getList("decisions.id");
        for (String decision : decisions) {
            // Kept as JSON, check by check, since it was made.
            assertThat(staff().get("/staff/decisions/" + decision)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .getList("checks"))
                    .isNotEmpty();
        }
        staff().get("/staff/audit").then().statusCode(200);
        staff().get("/staff/audit/verification").then().statusCode(200);
        staff().get("/staff/erasures").then().statusCode(200);
        staff().get("/staff/checks").then().statusCode(200);
        staff().body(Map.of("mode", "shadow"))
                .put("/staff/checks/phone-line")
                .then()
                .statusCode(200);
        staff().get("/staff/feeds").then().statusCode(200);
        staff().post("/staff/feeds/tor-exits/refresh").then().statusCode(200);
        String key = made(() -> staff().body(Map.of("name", "a key", "scopes", List.of("staff:read"))), "/staff/keys");
        staff().get("/staff/keys").then().statusCode(200);
        staff().delete("/staff/keys/" + key).then().statusCode(204);
    }

    private static void lists() {
        String entry = made(
                () -> staff().body(Map.of(
                        "kind",
                        "domain",
                        "value",
                        "example.net",
                        "reason",
                        "a test",
                        "expiresAt",
                        "2099-01-01T00:00:00Z")),
                "/staff/lists/deny");
        staff().get("/staff/lists/deny").then().statusCode(200);
        staff().delete("/staff/lists/deny/" + entry).then().statusCode(204);
    }

    private static void imports() {
        String name = "crm-" + UUID.randomUUID();
        String line = "{\"externalId\":\"%s\",\"email\":\"%s\",\"registeredAt\":\"2019-05-01T12:00:00Z\"}\n";
        String id = given().header("X-Api-Key", TestReseller.BOOTSTRAP)
                .contentType("application/x-ndjson")
                .body((line.formatted(name, Identities.email()) + line.formatted("crm-x", "none"))
                        .getBytes(StandardCharsets.UTF_8))
                .post("/staff/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await("the import").atMost(Duration.ofSeconds(30)).until(() -> "done"
                .equals(staff().get("/staff/imports/" + id).path("status")));
        assertThat(staff().get("/staff/imports/" + id).jsonPath().getList("errors"))
                .hasSize(1);
        staff().get("/staff/imports").then().statusCode(200);
        staff().queryParam("externalId", name)
                .get("/staff/imports/clients")
                .then()
                .statusCode(200);
    }

    private static void resellers() {
        String id = made(
                () -> staff().body(Map.of("name", "a reseller", "networks", List.of("81.0.0.0/8"))),
                "/staff/resellers");
        String path = "/staff/resellers/" + id;
        staff().get("/staff/resellers").then().statusCode(200);
        staff().get(path).then().statusCode(200);
        staff().body(Map.of("name", "another name")).put(path).then().statusCode(200);
        staff().body(Map.of("action", "suspend", "reason", "a test"))
                .post(path + "/actions")
                .then()
                .statusCode(200);
        String key = made(() -> staff().body(Map.of("scopes", List.of("accounts:read"))), path + "/keys");
        staff().get(path + "/keys").then().statusCode(200);
        staff().delete(path + "/keys/" + key).then().statusCode(204);
    }

    private void webhooks() {
        TestReseller reseller = TestReseller.fresh();
        List<String> events = List.of("account.verified", "order.accepted", "kyc.required", "ticket.opened");
        String good = made(
                () -> reseller.call().body(Map.of("url", hooks.baseUrl() + "/good", "events", events)),
                "/webhook-endpoints");
        String broken = made(
                () -> reseller.call().body(Map.of("url", hooks.baseUrl() + "/broken", "events", events)),
                "/webhook-endpoints");
        UUID account = reseller.register(Pathway.fresh());
        database.execute(
                "update account set email_verified_at = now(), phone_verified_at = now() where id = ?", account);
        reseller.order(account, Identities.address()).then().statusCode(201);
        made(() -> reseller.callFor(account).body(Map.of("topic", "other", "message", "Help!")), "/tickets");

        await("webhooks")
                .atMost(Duration.ofSeconds(30))
                .until(() -> told("/good").size() >= 2);
        assertThat(told("/good")).extracting(JsonObject::fieldNames).allSatisfy(names -> assertThat(names)
                .containsExactlyInAnyOrder("type", "timestamp", "data"));
        assertThat(told("/good"))
                .allSatisfy(body -> assertThat(body.getJsonObject("data").getString("accountId"))
                        .isEqualTo(account.toString()));

        reseller.call().get("/webhook-endpoints").then().statusCode(200);
        reseller.call().get("/webhook-endpoints/" + good).then().statusCode(200);
        reseller.call()
                .body(Map.of("url", hooks.baseUrl() + "/good", "events", List.of("kyc.required")))
                .put("/webhook-endpoints/" + good)
                .then()
                .statusCode(200);
        reseller.call().post("/webhook-endpoints/" + good + "/secret").then().statusCode(200);
        String event = await("a delivery that failed")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> reseller.call()
                                .get("/webhook-endpoints/" + broken + "/deliveries")
                                .jsonPath()
                                .<String>get("items.find { it.status == 500 }?.eventId"),
                        Objects::nonNull);
        reseller.call()
                .post("/webhook-endpoints/" + broken + "/deliveries/" + event + "/retry")
                .then()
                .statusCode(200);
        reseller.call().delete("/webhook-endpoints/" + good).then().statusCode(204);
        reseller.call().delete("/webhook-endpoints/" + broken).then().statusCode(204);
    }

    private List<JsonObject> told(String path) {
        return hooks.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().equals(path))
                .map(event -> new JsonObject(event.getRequest().getBodyAsString()))
                .toList();
    }

    /** The simulator signs what it tells, and posts it by itself. */
    private void sumsub(Packaged service) {
        Pathway client = Pathway.active();
        act(client, Map.of("action", "require_kyc", "reason", "a test"));
        assertThat(client.call()
                        .post("/kyc/start")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("verificationUrl"))
                .startsWith("https://");
        String caseId = client.call().get("/kyc").path("caseId");
        assertThat(given().baseUri(Objects.requireNonNull(
                                EmbeddedServers.settings(Part.STEERING).get("quarkus.rest-client.sandbox.url")))
                        .contentType(ContentType.JSON)
                        .body(Map.of(
                                "caseId",
                                caseId,
                                "outcome",
                                "GREEN",
                                "webhook",
                                service.uri() + "/kyc/webhooks/sumsub"))
                        .post("/kyc-reviews")
                        .path("status")
                        .toString())
                .isEqualTo("204");
        assertThat(client.account().extract().<String>path("kyc")).isEqualTo("approved");
        operations.succeeded().add("POST /kyc/webhooks/{provider}");
    }

    /** Creates something, and once more under the same key; gives its id. */
    private static String made(Supplier<RequestSpecification> request, String path) {
        String key = UUID.randomUUID().toString();
        Response first = request.get().header("Idempotency-Key", key).post(path);
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        Response again = request.get().header("Idempotency-Key", key).post(path);
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).as(path).isEqualTo("true");
        assertThat(withoutSecrets(again)).as(path).isNotEmpty().isEqualTo(withoutSecrets(first));
        String id = first.path("id");
        return id == null ? "" : id;
    }

    /** Secrets are not kept: the second answer has other ones, or none. */
    private static Map<String, Object> withoutSecrets(Response answer) {
        Map<String, Object> fields = new HashMap<>(answer.jsonPath().getMap(""));
        fields.keySet().removeAll(Set.of("session", "key", "secret"));
        return fields;
    }

    private static void act(Pathway client, Map<String, String> action) {
        staff().body(action)
                .post("/staff/accounts/" + client.id() + "/actions")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification staff() {
        return TestReseller.staff();
    }
}
