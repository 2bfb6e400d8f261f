package dev.gatehouse.platform.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real requests and real answers are what {@code openapi.yaml} says. */
@QuarkusTest
class ContractTest {

    private final String staffKey = ConfigProvider.getConfig().getValue("gatehouse.staff.bootstrap-key", String.class);

    private OpenApiValidationFilter whole;
    private OpenApiValidationFilter answersOnly;

    @BeforeEach
    void readTheDocument() {
        String document = given().queryParam("format", "json").get("/q/openapi").asString();
        whole = filter(document, Level.ERROR);
        answersOnly = filter(document, Level.IGNORE);
    }

    private static OpenApiValidationFilter filter(String document, Level requests) {
        return new OpenApiValidationFilter(OpenApiInteractionValidator.createForInlineApiSpecification(document)
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.schema.additionalProperties", Level.IGNORE)
                        .withLevel("validation.request", requests)
                        .build())
                .build());
    }

    @Test
    void thePathwayIsAsDocumented() {
        String email = "contract-" + UUID.randomUUID() + "@example.org";
        String phone = "+49151" + (10_000_000 + Math.floorMod(email.hashCode(), 89_999_999));
        JsonPath registered = json(Pathway.of(email).withPhone(phone).registration())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/register")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String token = registered.getString("session.accessToken");

        order(token, "too-early").statusCode(403);
        client(token).get("/account").then().statusCode(200);
        String link = message(email, "link");
        given().filter(whole)
                .queryParam("token", tokenOf(link))
                .get("/verify/email")
                .then()
                .statusCode(200);
        json(Map.of("token", tokenOf(link))).post("/verify/email").then().statusCode(200);
        client(token).post("/verify/email/send").then().statusCode(409);
        client(token)
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "sms"))
                .post("/verify/sms/send")
                .then()
                .statusCode(202);
        client(token)
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "sms"))
                .post("/verify/sms/send")
                .then()
                .statusCode(429);
        String code = message(phone, "code");
        client(token)
                .contentType(ContentType.JSON)
                .body(Map.of("code", code.equals("000000") ? "000001" : "000000"))
                .post("/verify/sms")
                .then()
                .statusCode(422);
        client(token)
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/verify/sms")
                .then()
                .statusCode(200);

        String key = UUID.randomUUID().toString();
        String id = order(token, key).statusCode(201).extract().path("id");
        assertThat(order(token, key).statusCode(201).extract().header("Idempotency-Replayed"))
                .isEqualTo("true");
        client(token).get("/orders/{id}", id).then().statusCode(200);
        client(token).get("/orders").then().statusCode(200);
        staff().contentType(ContentType.JSON)
                .body(Map.of())
                .post("/orders/{id}/confirm", id)
                .then()
                .statusCode(200);
        staff().contentType(ContentType.JSON)
                .body(Map.of())
                .post("/orders/{id}/confirm", id)
                .then()
                .statusCode(409);

        JsonPath signedIn = json(Map.of("email", email, "password", Pathway.PASSWORD))
                .post("/sessions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        json(Map.of("refreshToken", signedIn.getString("session.refreshToken")))
                .post("/sessions/refresh")
                .then()
                .statusCode(200);
        json(Map.of("email", email)).post("/password/forgot").then().statusCode(202);
        client(token).delete("/sessions/current").then().statusCode(204);
    }

    @Test
    void staffKeysAreAsDocumented() {
        String id = staff().contentType(ContentType.JSON)
                .body(Map.of("name", "contract", "scopes", List.of("panel:orders")))
                .post("/staff/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        staff().get("/staff/keys").then().statusCode(200);
        staff().delete("/staff/keys/{id}", id).then().statusCode(204);
        staff().delete("/staff/keys/{id}", id).then().statusCode(404);
    }

    @Test
    void staffListsAreAsDocumented() {
        String domain = "contract-" + UUID.randomUUID() + ".example.net";
        String id = staff().contentType(ContentType.JSON)
                .header("Idempotency-Key", domain)
                .body(Map.of(
                        "kind", "domain", "value", domain, "reason", "contract", "checks", List.of("disposable-email")))
                .post("/staff/lists/{list}", "allow")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        staff().get("/staff/lists/{list}", "allow").then().statusCode(200);
        staff().delete("/staff/lists/{list}/{id}", "allow", id).then().statusCode(204);
        staff().delete("/staff/lists/{list}/{id}", "allow", id).then().statusCode(404);
    }

    @Test
    void kycIsAsDocumented() {
        String email = "contract-" + UUID.randomUUID() + "@example.org";
        JsonPath registered = json(Pathway.of(email)
                        .withPhone("+49151" + (10_000_000 + Math.floorMod(email.hashCode(), 89_999_999)))
                        .registration())
                .post("/register")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String token = registered.getString("session.accessToken");
        String account = registered.getString("account.id");

        staff().contentType(ContentType.JSON)
                .body(Map.of("action", "require_kyc", "reason", "contract"))
                .post("/staff/accounts/{id}/actions", account)
                .then()
                .statusCode(200);
        String id = client(token).get("/kyc").then().statusCode(200).extract().path("caseId");
        client(token).post("/kyc/start").then().statusCode(200);
        client(token).post("/kyc/submit").then().statusCode(422);
        staff().get("/staff/kyc").then().statusCode(200);
        staff().get("/staff/kyc/{caseId}", id).then().statusCode(200);
        decided(id, Map.of("decision", "request_more", "clientMessage", "Again."))
                .statusCode(200);
        client(token).get("/kyc").then().statusCode(200);
        decided(id, Map.of("decision", "approve", "note", "contract")).statusCode(200);
        decided(id, Map.of("decision", "reject")).statusCode(409);
        client(token).get("/kyc").then().statusCode(200);
        client(token).post("/kyc/start").then().statusCode(409);
        staff().get("/staff/accounts/{id}", account).then().statusCode(200);
        staff().contentType(ContentType.JSON)
                .queryParam("dryRun", "true")
                .body(Map.of(
                        "check",
                        "tor-exit",
                        "from",
                        "2018-01-01T00:00:00Z",
                        "to",
                        "2018-01-02T00:00:00Z",
                        "reason",
                        "contract"))
                .post("/staff/kyc/clear")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse decided(String id, Map<String, ?> body) {
        return staff().contentType(ContentType.JSON)
                .body(body)
                .post("/staff/kyc/{caseId}/decision", id)
                .then();
    }

    @Test
    void refusalsAreAsDocumented() {
        RequestSpecification bad = given().filter(answersOnly).contentType(ContentType.JSON);
        given().spec(bad).body("{\"colour\":1}").post("/register").then().statusCode(400);
        given().spec(bad).body("{}").post("/register").then().statusCode(422);
        given().spec(bad)
                .contentType(ContentType.TEXT)
                .body("x")
                .post("/register")
                .then()
                .statusCode(415);
        given().filter(answersOnly).get("/verify/email").then().statusCode(422);
        given().filter(answersOnly).get("/account").then().statusCode(401);
        given().filter(answersOnly)
                .header("X-Api-Key", staffKey)
                .get("/account")
                .then()
                .statusCode(422);
        given().filter(answersOnly)
                .header("X-Api-Key", staffKey)
                .header("Gatehouse-Account", UUID.randomUUID().toString())
                .get("/orders/{id}", UUID.randomUUID())
                .then()
                .statusCode(404);
        json(Map.of("email", "nobody@example.org", "password", Pathway.PASSWORD))
                .post("/sessions")
                .then()
                .statusCode(401);
        json(Map.of("token", "not-a-token")).post("/verify/email").then().statusCode(422);
    }

    private RequestSpecification json(Map<String, ?> body) {
        return given().filter(whole).contentType(ContentType.JSON).body(body);
    }

    private RequestSpecification client(String token) {
        return given().filter(whole).header("Authorization", "Bearer " + token);
    }

    private RequestSpecification staff() {
        return given().filter(whole).header("X-Api-Key", staffKey);
    }

    private ValidatableResponse order(String token, String key) {
        return client(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of(
                        "kind", "purchase", "product", "vps-s", "amount", Map.of("value", "9.90", "currency", "EUR")))
                .post("/orders")
                .then();
    }

    private static String tokenOf(String link) {
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    private static String message(String recipient, String field) {
        return Awaitility.await("a message")
                .atMost(Duration.ofSeconds(15))
                .until(
                        () -> given().queryParam("to", recipient)
                                .get("/sandbox/messages")
                                .jsonPath()
                                .getString("items[0]." + field),
                        found -> found != null);
    }
}
