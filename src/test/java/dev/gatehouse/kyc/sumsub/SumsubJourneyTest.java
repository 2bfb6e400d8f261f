package dev.gatehouse.kyc.sumsub;

import static dev.gatehouse.testing.Refusals.expect;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.kyc.KycClients;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client whom Sumsub looks at, over HTTP: the simulator signs as Sumsub does, and checks our signatures. */
@QuarkusTest
class SumsubJourneyTest {
    private static final String PATH = "/kyc/webhooks/sumsub";

    @Inject
    KycClients clients;

    @Inject
    Facts facts;

    @Inject
    @ConfigProperty(name = "gatehouse.kyc.sumsub.webhook-secret")
    String secret;

    @Inject
    @ConfigProperty(name = "gatehouse.kyc.sumsub.level")
    String level;

    @Test
    void aClientShowsWhoItIsAtSumsubAndOrders() {
        Pathway client = underKyc();

        String url = start(client);
        assertThat(url).startsWith("https://in.sumsub.example/websdk/p/");
        assertThat(start(client)).isEqualTo(url);
        client.call().get("/kyc").then().body("status", equalTo("required")).body("verificationUrl", nullValue());

        review(client, "PENDING", null);
        client.call().get("/kyc").then().body("status", equalTo("in_review"));
        expect(client.order(), 403, "kyc-required");

        review(client, "GREEN", null);
        client.call().get("/kyc").then().body("status", equalTo("approved"));
        client.order().then().statusCode(201);
        expect(client.call().post("/kyc/start"), 409, "kyc-not-required");
    }

    @Test
    void whatIsWantedAgainIsSaidInWordsForTheClient() {
        Pathway client = underKyc();
        String url = start(client);
        review(client, "PENDING", null);

        review(client, "RETRY", "The photo is blurred.");

        client.call()
                .get("/kyc")
                .then()
                .body("status", equalTo("required"))
                .body("message", equalTo("The photo is blurred."))
                .body(not(containsString("eyes only")));
        assertThat(start(client)).isEqualTo(url);
        review(client, "GREEN", null);
        client.account().body("kyc", equalTo("approved"));
    }

    @Test
    void aFinalRejectionIsOne() {
        Pathway client = underKyc();
        start(client);

        review(client, "FINAL", "We cannot verify you.");

        client.call().get("/kyc").then().body("status", equalTo("rejected")).body(not(containsString("cannot verify")));
        expect(client.order(), 403, "kyc-required");
        expect(client.call().post("/kyc/start"), 409, "kyc-already-decided");
    }

    @Test
    void anApplicantThatWeHaveForgottenIsFoundAgain() {
        Pathway client = underKyc();
        String url = start(client);
        clients.lead(client, "sumsub", null);

        assertThat(start(client)).isEqualTo(url);
        review(client, "GREEN", null);
        client.account().body("kyc", equalTo("approved"));
    }

    // --- what may go wrong with webhooks ---

    @Test
    void aReplayAndALateEventChangeNothing() {
        Pathway client = underKyc();
        String applicant = applicant(client);
        byte[] pending = event("applicantPending", applicant, null, null, 1);
        byte[] green = event("applicantReviewed", applicant, "GREEN", null, 3);

        send(green).then().statusCode(204);
        send(pending).then().statusCode(204);
        send(green).then().statusCode(204);
        send(event("applicantReviewed", applicant, "RED", "FINAL", 2)).then().statusCode(204);

        client.account().body("kyc", equalTo("approved"));
        assertThat(facts.count(
                        "select count(*) from kyc_case_event e join kyc_case c on c.id = e.case_id"
                                + " where c.account_id = $1 and e.status = 'approved'",
                        client.id()))
                .isEqualTo(1);

        // A rejection from after it blocks again.
        send(event("applicantReviewed", applicant, "RED", "FINAL", 4)).then().statusCode(204);
        client.account().body("kyc", equalTo("rejected"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    another level | GREEN | -
                    -             | RED   | SOME_DAY
                    -             | -     | -
                    """)
    void nothingOfThisMovesACase(@Nullable String otherLevel, @Nullable String answer, @Nullable String rejectType) {
        Pathway client = underKyc();
        JsonObject event = new JsonObject(new String(
                event("applicantReviewed", applicant(client), answer, rejectType, 1), StandardCharsets.UTF_8));
        if (otherLevel != null) {
            event.put("levelName", otherLevel);
        }

        send(bytes(event)).then().statusCode(204);
        send(bytes(event.put("sandboxMode", true))).then().statusCode(204);

        client.account().body("kyc", equalTo("required"));
    }

    @Test
    void theSandboxApprovesNobody() {
        Pathway client = underKyc();
        JsonObject event = new JsonObject(
                new String(event("applicantReviewed", applicant(client), "GREEN", null, 1), StandardCharsets.UTF_8));

        send(bytes(event.copy().put("sandboxMode", true))).then().statusCode(204);
        send(bytes(event.copy().put("testMode", true))).then().statusCode(204);
        client.account().body("kyc", equalTo("required"));

        send(bytes(event)).then().statusCode(204);
        client.account().body("kyc", equalTo("approved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "wrong", "sha1", "body"})
    void whatIsNotSignedIsRefusedAndChangesNothing(String fault) {
        Pathway client = underKyc();
        byte[] body = event("applicantReviewed", applicant(client), "GREEN", null, 1);
        Map<String, String> headers = new HashMap<>();
        if (!fault.equals("none")) {
            headers.put("X-Payload-Digest-Alg", fault.equals("sha1") ? "HMAC_SHA1_HEX" : "HMAC_SHA256_HEX");
            headers.put("X-Payload-Digest", HexMac.SHA256.of(fault.equals("wrong") ? "guessed" : secret, body));
        }
        byte[] sent = fault.equals("body")
                ? new String(body, StandardCharsets.UTF_8).replace(" ", "").getBytes(StandardCharsets.UTF_8)
                : body;

        expect(given().headers(headers).contentType(ContentType.JSON).body(sent).post(PATH), 401, "unauthenticated");

        client.account().body("kyc", equalTo("required"));
    }

    @Test
    void onlyProvidersThatThereAreHaveAPath() {
        byte[] body = event("applicantReviewed", "a", "GREEN", null, 1);

        expect(send("/kyc/webhooks/manual", body), 404, "not-found");
        expect(send("/kyc/webhooks/nobody", body), 404, "not-found");
    }

    @Test
    void whatIsNoEventIsRefused() {
        expect(send(new byte[0]), 400, "malformed-request");
        expect(send("[]".getBytes(StandardCharsets.UTF_8)), 400, "malformed-request");
        expect(
                send(("{\"a\":\"" + "x".repeat(65 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8)),
                413,
                "payload-too-large");
        send(event("applicantReviewed", "nobodys", "GREEN", null, 1)).then().statusCode(204);
    }

    private Pathway underKyc() {
        Pathway client = clients.underKyc();
        clients.lead(client, "sumsub", null);
        return client;
    }

    private static String start(Pathway client) {
        return client.call().post("/kyc/start").then().statusCode(200).extract().path("verificationUrl");
    }

    /** The id that Sumsub has for the client. */
    private static String applicant(Pathway client) {
        String url = start(client);
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private void review(Pathway client, String outcome, @Nullable String comment) {
        Map<String, Object> review = new HashMap<>();
        review.put("caseId", clients.caseOf(client).toString());
        review.put("outcome", outcome);
        review.put("comment", comment);
        given().contentType(ContentType.JSON)
                .body(review)
                .post("/sandbox/kyc-reviews")
                .then()
                .statusCode(204);
    }

    private Response send(byte[] body) {
        return send(PATH, body);
    }

    private Response send(String path, byte[] body) {
        return given().header("X-Payload-Digest-Alg", "HMAC_SHA512_HEX")
                .header("X-Payload-Digest", HexMac.SHA512.of(secret, body))
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }

    private byte[] event(
            String type, String applicant, @Nullable String answer, @Nullable String rejectType, int second) {
        JsonObject event = new JsonObject()
                .put("type", type)
                .put("applicantId", applicant)
                .put("correlationId", UUID.randomUUID().toString())
                .put("levelName", level)
                .put("createdAtMs", "2026-11-23 09:30:0" + second + ".000");
        if (answer != null) {
            event.put(
                    "reviewResult", new JsonObject().put("reviewAnswer", answer).put("reviewRejectType", rejectType));
        }
        return bytes(event);
    }

    private static byte[] bytes(JsonObject event) {
        return event.encodePrettily().getBytes(StandardCharsets.UTF_8);
    }
}
