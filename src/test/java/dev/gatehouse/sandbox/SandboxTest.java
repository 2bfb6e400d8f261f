package dev.gatehouse.sandbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SandboxTest {

    @Inject
    Pool database;

    @Inject
    RedisDataSource redis;

    @Inject
    Mailer mailer;

    @Inject
    @ConfigProperty(name = "gatehouse.sms.twilio.base-url")
    String twilio;

    @Inject
    @ConfigProperty(name = "gatehouse.sms.vonage.base-url")
    String vonage;

    @Inject
    @ConfigProperty(name = "gatehouse.minfraud.base-url")
    String minFraud;

    @Inject
    @ConfigProperty(name = "gatehouse.tor.sources")
    String tor;

    @Test
    void postgresIsRealAndTheServiceOwnsItsDatabase() {
        var row = database.query("SELECT current_setting('server_version_num')::int AS version, current_user AS who,"
                        + " (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super,"
                        + " lower('ÄЖ') AS folded")
                .executeAndAwait()
                .iterator()
                .next();

        assertThat(row.getInteger("version")).isGreaterThanOrEqualTo(170000);
        assertThat(row.getString("who")).isEqualTo("gatehouse");
        assertThat(row.getBoolean("super")).isFalse();
        assertThat(row.getString("folded")).isEqualTo("äж");
    }

    @Test
    void redisIsRealAndRunsScripts() {
        var answer = redis.execute("EVAL", "return redis.call('INCR', KEYS[1])", "1", "{sandbox}:test");

        assertThat(answer.toInteger()).isPositive();
    }

    @Test
    void mailsAreListedWithTheirLink() {
        mailer.send(Mail.withText(
                        "ada@example.org",
                        "Willkommen",
                        "Hello\nsee http://localhost/about\nhttp://localhost/verify?token=a-b_c\n")
                .setHtml("<p>Hello</p>"));

        given().queryParam("to", "Ada@Example.org")
                .get("/sandbox/messages")
                .then()
                .statusCode(200)
                .body("items[0].channel", equalTo("email"))
                .body("items[0].to", equalTo("ada@example.org"))
                .body("items[0].subject", equalTo("Willkommen"))
                .body("items[0].link", equalTo("http://localhost/verify?token=a-b_c"))
                .body("items[0].code", nullValue());
    }

    @Test
    void smsOfBothGatewaysAreListedNewestFirstWithTheirCode() {
        given().baseUri(twilio)
                .auth()
                .preemptive()
                .basic("AC00000000000000000000000000000001", "sandbox")
                .formParam("To", "+4915110000001")
                .formParam("From", "+15005550006")
                .formParam("Body", "Your code is 123456.")
                .post("/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json")
                .then()
                .statusCode(201)
                .body("status", equalTo("queued"));
        given().baseUri(vonage)
                .formParam("api_key", "sandbox")
                .formParam("api_secret", "sandbox-secret")
                .formParam("to", "4915110000001")
                .formParam("from", "Gatehouse")
                .formParam("text", "Your code is 654321.")
                .post("/sms/json")
                .then()
                .statusCode(200)
                .body("messages[0].status", equalTo("0"));

        given().urlEncodingEnabled(false)
                .get("/sandbox/messages?to=+4915110000001")
                .then()
                .statusCode(200)
                .body("items.code", equalTo(List.of("654321", "123456")));
    }

    @Test
    void minFraudIsHarmlessUntilARuleSaysOtherwise() {
        askMinFraud("198.51.100.7").body("risk_score", equalTo(0.1f));

        given().contentType("application/json")
                .body(Map.of("ip", "198.51.100.7", "riskScore", 87.5, "traits", Map.of("isAnonymousVpn", true)))
                .post("/sandbox/minfraud")
                .then()
                .statusCode(204);

        askMinFraud("198.51.100.7")
                .body("risk_score", equalTo(87.5f))
                .body("ip_address.traits.is_anonymous_vpn", equalTo(true));
    }

    @Test
    void aRuleAboutNothingIsRefused() {
        given().contentType("application/json")
                .body(Map.of("riskScore", 1))
                .post("/sandbox/minfraud")
                .then()
                .statusCode(422);
    }

    @Test
    void torExitsCanBeAdded() {
        given().contentType("application/json")
                .body(Map.of("ip", "2001:db8::7"))
                .post("/sandbox/tor-exits")
                .then()
                .statusCode(204);

        assertThat(List.of(given().get(tor).asString().split("\n"))).contains("2001:db8::7");
    }

    @Test
    void openApiDoesNotShowTheSandbox() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", org.hamcrest.Matchers.not(hasItem("/sandbox/messages")));
    }

    private io.restassured.response.ValidatableResponse askMinFraud(String ip) {
        return given().baseUri(minFraud)
                .auth()
                .preemptive()
                .basic("1", "sandbox")
                .contentType("application/json")
                .body(Map.of("device", Map.of("ip_address", ip)))
                .post("/minfraud/v2.0/insights")
                .then()
                .statusCode(200);
    }
}
