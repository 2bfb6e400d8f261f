package dev.gatehouse.account;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.withoutInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PasswordResetTest {
    private static final String NEW = "an entirely new password";

    @Inject
    MovableClock clock;

    @Inject
    Facts facts;

    @BeforeEach
    void forgetTheTally() {
        facts.forgetSmsTally();
    }

    @Test
    void askingTellsNothing() {
        Pathway known = Pathway.withEmail();
        for (String email : List.of(known.email(), Pathway.fresh().email(), "no address")) {
            Response answer =
                    Pathway.fresh().anonymous().body(Map.of("email", email)).post("/password/forgot");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body().asString()).isEmpty();
        }
        invalid(Pathway.fresh().anonymous().body("{}").post("/password/forgot"), "/email", "required");
    }

    @Test
    void aNewPasswordEndsAllSessions() {
        Pathway client = Pathway.active();
        Pathway elsewhere = Pathway.of(client.email());
        elsewhere.signIn(Pathway.PASSWORD);

        reset(client, forgot(client), NEW)
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("phoneVerified", equalTo(true))
                .body("phone", startsWith("+49******"));

        expect(client.call().get("/account"), 401, "unauthenticated");
        expect(elsewhere.call().get("/account"), 401, "unauthenticated");
        expect(
                client.anonymous()
                        .body(Map.of("refreshToken", client.refreshToken()))
                        .post("/sessions/refresh"),
                401,
                "credentials-invalid");
        expect(client.trySignIn(Pathway.PASSWORD), 401, "credentials-invalid");
        client.signIn(NEW).body("account.status", equalTo("active"));
        SandboxMessages.await(
                client.email(), message -> "Your password for Gatehouse was changed".equals(message.subject()));
    }

    @Test
    void aBadTokenHasOneAnswerWhateverIsWrongWithIt() {
        Pathway client = Pathway.withEmail();
        String superseded = forgot(client);
        String used = forgot(client);
        Response first = reset(client, superseded, NEW);
        expect(first, 422, "verification-token-invalid");
        reset(client, used, NEW).then().statusCode(200);

        assertThat(withoutInstance(reset(client, used, NEW))).isEqualTo(withoutInstance(first));
        assertThat(withoutInstance(reset(client, "unknown", NEW))).isEqualTo(withoutInstance(first));
        String expired = forgot(client);
        clock.advance(Duration.ofHours(1));
        assertThat(withoutInstance(reset(client, expired, NEW))).isEqualTo(withoutInstance(first));
    }

    @Test
    void aWeakPasswordIsNamedAndTheTokenKept() {
        Pathway client = Pathway.withEmail();
        String token = forgot(client);

        invalid(reset(client, token, "short"), "/password", "too-short");
        invalid(reset(client, token, "qwertyuiop"), "/password", "too-common");
        invalid(reset(client, token, client.email()), "/password", "too-common");
        client.account();
        reset(client, token, NEW).then().statusCode(200);
    }

    @Test
    void onAPendingAccountItProvesTheMailboxAndThePhoneHasToBeVerifiedAgain() {
        Pathway squatter = Pathway.registered();
        squatter.verifyPhone();
        Pathway owner = Pathway.of(squatter.email());

        reset(owner, forgot(owner), NEW)
                .then()
                .statusCode(200)
                .body("id", equalTo(squatter.id().toString()))
                .body("emailVerified", equalTo(true))
                .body("phoneVerified", equalTo(false));

        expect(squatter.call().get("/account"), 401, "unauthenticated");
        expect(squatter.trySignIn(Pathway.PASSWORD), 401, "credentials-invalid");
        owner.signIn(NEW).body("account.status", equalTo("pending_verification"));
    }

    @Test
    void theVerifiedAccountIsMeantNotAPendingOne() {
        Pathway owner = Pathway.active();
        Pathway decoy = Pathway.of(owner.email());
        Map<String, Object> body = decoy.registration();
        body.put("password", "another long password");
        decoy.register(body).then().statusCode(201);

        reset(owner, forgot(owner), NEW)
                .then()
                .statusCode(200)
                .body("id", equalTo(owner.id().toString()))
                .body("phoneVerified", equalTo(true));
    }

    @Test
    void aMailboxHasTenLinksADay() {
        Pathway client = Pathway.withEmail();
        for (int i = 0; i < 12; i++) {
            client.anonymous()
                    .body(Map.of("email", client.email()))
                    .post("/password/forgot")
                    .then()
                    .statusCode(202);
        }

        assertThat(facts.count(
                        "select count(*) from message where account_id = $1 and kind = 'reset_password'", client.id()))
                .isEqualTo(10);
    }

    @Test
    void thePageTakesANewPassword() {
        Pathway client = Pathway.withEmail();
        String token = forgot(client);

        for (int i = 0; i < 2; i++) {
            client.anonymous()
                    .queryParam("token", token)
                    .get("/password/reset")
                    .then()
                    .statusCode(200)
                    .contentType("text/html;charset=UTF-8")
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .header("Referrer-Policy", "no-referrer")
                    .body(containsString("value=\"" + token + "\""));
        }
        form(client, token, "qwertyuiop").then().statusCode(422).contentType("text/html;charset=UTF-8");
        form(client, token, NEW)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(not(containsString(NEW)));
        client.signIn(NEW);
        form(client, token, NEW).then().statusCode(422).contentType("text/html;charset=UTF-8");
    }

    @Test
    void thePageEscapesWhatItIsGiven() {
        Pathway.fresh()
                .anonymous()
                .queryParam("token", "\"><script>alert(1)</script>")
                .get("/password/reset")
                .then()
                .contentType("text/html;charset=UTF-8")
                .body(not(containsString("<script")));
    }

    private static String forgot(Pathway client) {
        client.anonymous()
                .body(Map.of("email", client.email()))
                .post("/password/forgot")
                .then()
                .statusCode(202);
        return awaitReset(client);
    }

    /** Skips the registration's own link. */
    private static String awaitReset(Pathway client) {
        String token = client.awaitToken();
        return SandboxMessages.to(client.email()).stream()
                        .anyMatch(message -> message.link() != null
                                && message.link().endsWith(token)
                                && message.link().contains("/password/reset"))
                ? token
                : awaitReset(client);
    }

    private static Response reset(Pathway client, String token, String password) {
        return client.anonymous()
                .body(Map.of("token", token, "password", password))
                .post("/password/reset");
    }

    private static Response form(Pathway client, String token, String password) {
        return client.anonymous()
                .contentType(ContentType.URLENC)
                .formParam("token", token)
                .formParam("password", password)
                .post("/password/reset");
    }
}
