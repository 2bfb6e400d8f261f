package dev.gatehouse.verification;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.limited;
import static dev.gatehouse.testing.Refusals.withoutInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EmailVerificationTest {
    private static final String UNKNOWN = "Jx0f0l1b7cNUb7y0zqV3O1cGm1k7w3v9kXoQv1nq9dE";

    @Inject
    MovableClock clock;

    @Inject
    Facts facts;

    @Test
    void aBadTokenHasOneAnswerWhateverIsWrongWithIt() {
        Pathway used = Pathway.registered();
        String usedToken = used.awaitToken();
        post(used, usedToken).then().statusCode(200);
        Pathway resent = Pathway.registered();
        String superseded = resent.awaitToken();
        send(resent).then().statusCode(202);
        String newest = resent.awaitToken();
        Pathway late = Pathway.registered();
        String expired = late.awaitToken();

        Response unknown = post(late, UNKNOWN);
        expect(unknown, 422, "verification-token-invalid");
        assertThat(withoutInstance(post(used, usedToken))).isEqualTo(withoutInstance(unknown));
        assertThat(withoutInstance(post(resent, superseded))).isEqualTo(withoutInstance(unknown));
        assertThat(withoutInstance(post(late, "no token at all"))).isEqualTo(withoutInstance(unknown));
        clock.advance(Duration.ofHours(24));
        assertThat(withoutInstance(post(late, expired))).isEqualTo(withoutInstance(unknown));
        clock.advance(Duration.ofHours(-1));
        post(resent, newest).then().statusCode(200);
    }

    @Test
    void aTokenIsAskedFor() {
        Pathway client = Pathway.fresh();

        invalid(client.anonymous().body("{}").post("/verify/email"), "/token", "required");
        invalid(post(client, " "), "/token", "required");
        invalid(post(client, "x".repeat(129)), "/token", "too-long");
    }

    @Test
    void whoHoldsOnlyTheLinkSeesTheAccountMasked() {
        Pathway client = Pathway.fresh();
        Map<String, Object> body = client.registration();
        body.put("fullName", "Ada Lovelace");
        body.put("company", "Analytical Engines");
        client.register(body).then().statusCode(201);
        String masked = "+49******" + client.phone().substring(client.phone().length() - 2);

        post(client, client.awaitToken())
                .then()
                .statusCode(200)
                .body("emailVerified", equalTo(true))
                .body("phone", equalTo(masked))
                .body("fullName", equalTo("A***"))
                .body("company", equalTo("A***"));
    }

    @Test
    void anothersBearerTokenUnmasksNothingAndTheOwnDoes() {
        Pathway owner = Pathway.registered();
        Pathway other = Pathway.registered();
        other.call()
                .body(Map.of("token", owner.awaitToken()))
                .post("/verify/email")
                .then()
                .statusCode(200)
                .body("id", equalTo(owner.id().toString()))
                .body("phone", startsWith("+49******"));
        other.account().body("emailVerified", equalTo(false));

        other.verifyEmail().body("phone", equalTo(other.phone()));
    }

    @Test
    void aPageThatConsumesNothingAsksForOneClick() {
        Pathway client = Pathway.fresh();
        client.anonymous()
                .header("User-Agent", "<script>alert(1)</script>")
                .body(client.registration())
                .post("/register")
                .then()
                .statusCode(201);
        String token = client.awaitToken();

        for (int i = 0; i < 3; i++) {
            page(client, token)
                    .then()
                    .statusCode(200)
                    .contentType("text/html;charset=UTF-8")
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("Content-Security-Policy", containsString("form-action 'self'"))
                    .header("Content-Security-Policy", not(containsString("unsafe-inline")))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Cache-Control", containsString("no-store"))
                    .body(containsString("method=\"post\" action=\"/verify/email\""))
                    .body(containsString("value=\"" + token + "\""))
                    .body(containsString("+49******"))
                    .body(not(containsString(client.phone())))
                    .body(not(containsString("<script")));
        }
        client.signIn(Pathway.PASSWORD).body("account.emailVerified", equalTo(false));
        client.verifyEmail(token).then().statusCode(200);
    }

    @Test
    void thePageOfABadLinkSaysSoAndEchoesNothing() {
        Pathway client = Pathway.fresh();
        for (String token : List.of(UNKNOWN, "\"><script>alert(1)</script>", "")) {
            page(client, token)
                    .then()
                    .statusCode(422)
                    .contentType("text/html;charset=UTF-8")
                    .body(not(containsString("<script")))
                    .body(not(containsString("<form")));
        }
    }

    @Test
    void thePagesButtonVerifies() {
        Pathway client = Pathway.registered();
        String token = client.awaitToken();

        form(client, "/verify/email", token)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(not(containsString("<form")));
        client.account().body("emailVerified", equalTo(true));
        form(client, "/verify/email", token).then().statusCode(422).contentType("text/html;charset=UTF-8");
    }

    @Test
    void thisWasNotMeClosesThePendingAccount() {
        Pathway client = Pathway.registered();
        String token = client.awaitToken();

        client.anonymous()
                .body(Map.of("token", token))
                .post("/verify/email/decline")
                .then()
                .statusCode(204);

        expect(client.call().get("/account"), 401, "unauthenticated");
        expect(client.trySignIn(Pathway.PASSWORD), 401, "credentials-invalid");
        expect(post(client, token), 422, "verification-token-invalid");
        assertThat(facts.count("select count(*) from account where id = $1 and closed_at is not null", client.id()))
                .isOne();
    }

    @Test
    void thePagesOtherButtonDeclines() {
        Pathway client = Pathway.registered();
        String token = client.awaitToken();

        form(client, "/verify/email/decline", token).then().statusCode(200).contentType("text/html;charset=UTF-8");

        expect(client.call().get("/account"), 401, "unauthenticated");
        form(client, "/verify/email/decline", token).then().statusCode(422);
    }

    @Test
    void whatIsVerifiedCannotBeDeclined() {
        Pathway client = Pathway.registered();
        String token = client.awaitToken();
        client.verifyEmail(token).then().statusCode(200);

        expect(
                client.anonymous().body(Map.of("token", token)).post("/verify/email/decline"),
                422,
                "verification-token-invalid");
        client.account().body("emailVerified", equalTo(true));
    }

    @Test
    void manyClicksAtOnceCountOnce() {
        Pathway client = Pathway.registered();
        String token = client.awaitToken();

        List<Integer> answers = Parallel.times(8, () -> post(client, token).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 422).hasSize(7);
    }

    @Test
    void theRegistrationsOwnMailDoesNotHoldBackTheFirstResend() {
        Pathway client = Pathway.registered();

        send(client)
                .then()
                .statusCode(202)
                .body("sentTo", equalTo("c***@example.org"))
                .body("resendAfter", equalTo(60));
        limited(send(client), "rate-limited", "mail-cool-down");
        clock.advance(Duration.ofSeconds(59));
        limited(send(client), "rate-limited", "mail-cool-down");
        clock.advance(Duration.ofSeconds(2));
        send(client).then().statusCode(202);
    }

    @Test
    void anAccountHasFiveMailsAnHour() {
        Pathway client = Pathway.registered();
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(61));
            send(client).then().statusCode(202);
        }

        clock.advance(Duration.ofSeconds(61));
        limited(send(client), "rate-limited", "mail-per-account");
        clock.advance(Duration.ofHours(1));
        client.signIn(Pathway.PASSWORD);
        send(client).then().statusCode(202);
    }

    @Test
    void aMailboxHasTenADayWhateverTheNumberOfAccounts() {
        String address = Identities.email();
        for (int i = 0; i < 10; i++) {
            Pathway.of(address).register();
        }

        Pathway next = Pathway.of(address);
        next.register();

        assertThat(facts.count("select count(*) from message where account_id = $1", next.id()))
                .isZero();
        limited(send(next), "rate-limited", "mail-per-recipient");
        clock.advance(Duration.ofHours(24));
        next.signIn(Pathway.PASSWORD);
        send(next).then().statusCode(202);
    }

    @Test
    void sendingAtOnceSendsOnce() {
        Pathway client = Pathway.registered();
        SandboxMessages.awaitLink(client.email());

        List<Integer> answers = Parallel.times(8, () -> send(client).statusCode());

        assertThat(answers).filteredOn(status -> status == 202).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(7);
        assertThat(facts.count("select count(*) from mail_request where account_id = $1", client.id()))
                .isEqualTo(2);
    }

    @Test
    void aVerifiedMailboxIsNotAskedAgain() {
        expect(send(Pathway.withEmail()), 409, "already-verified");
        expect(Pathway.fresh().anonymous().post("/verify/email/send"), 401, "unauthenticated");
    }

    @Test
    void aTokenForAnotherPurposeIsNone() {
        Pathway client = Pathway.registered();
        String verify = client.awaitToken();
        client.anonymous()
                .body(Map.of("email", client.email()))
                .post("/password/forgot")
                .then()
                .statusCode(202);
        String reset = client.awaitToken();

        expect(post(client, reset), 422, "verification-token-invalid");
        expect(
                client.anonymous()
                        .body(Map.of("token", verify, "password", "another long password"))
                        .post("/password/reset"),
                422,
                "verification-token-invalid");
        client.verifyEmail(verify).then().statusCode(200);
    }

    private static Response send(Pathway client) {
        return client.call().post("/verify/email/send");
    }

    private static Response post(Pathway client, String token) {
        return client.anonymous().body(Map.of("token", token)).post("/verify/email");
    }

    private static Response page(Pathway client, String token) {
        return client.anonymous().queryParam("token", token).get("/verify/email");
    }

    private static Response form(Pathway client, String path, String token) {
        return client.anonymous()
                .contentType(ContentType.URLENC)
                .formParam("token", token)
                .post(path);
    }
}
