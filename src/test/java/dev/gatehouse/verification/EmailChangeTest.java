package dev.gatehouse.verification;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.limited;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.sandbox.Message;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class EmailChangeTest {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    private static final String ASKED = "Your e-mail address for Gatehouse is to be changed";
    private static final String CHANGED = "Your e-mail address for Gatehouse was changed";
    private static final String CONFIRM = "Please confirm your new e-mail address for Gatehouse";
    private static final String EXISTS = "You already have an account at Gatehouse";

    @Inject
    MovableClock clock;

    @Inject
    Facts facts;

    // --- by the client ---

    @Test
    void anAddressIsTheClientsOnceItsLinkIsFollowed() {
        // given two sessions
        Pathway client = Pathway.active();
        String elsewhere = client.accessToken();
        client.signIn(Pathway.PASSWORD);
        String next = Identities.email();

        // when it is asked for
        change(client, next, Pathway.PASSWORD)
                .then()
                .statusCode(202)
                .body("sentTo", equalTo(next.charAt(0) + "***@example.org"));

        // then nothing has changed, and the old mailbox knows
        client.account().body("email", equalTo(client.email())).body("status", equalTo("active"));
        Message notice = SandboxMessages.await(client.email(), message -> ASKED.equals(message.subject()));
        assertThat(notice.text()).doesNotContain(next).doesNotContain("token=");
        client.order().then().statusCode(201);

        // when the link is followed
        String token = tokenTo(next, CONFIRM);
        client.verifyEmail(token)
                .then()
                .statusCode(200)
                .body("email", equalTo(next))
                .body("status", equalTo("active"));

        // then all but the session that asked are over
        client.account().body("email", equalTo(next)).body("emailVerified", equalTo(true));
        expect(bearer(elsewhere), 401, "unauthenticated");
        assertThat(Pathway.of(client.email()).trySignIn(Pathway.PASSWORD).statusCode())
                .isEqualTo(401);
        Pathway.of(next).signIn(Pathway.PASSWORD);
        assertThat(SandboxMessages.await(client.email(), message -> CHANGED.equals(message.subject()))
                        .text())
                .doesNotContain(next);
        expect(client.verifyEmail(token), 422, "verification-token-invalid");
        assertThat(facts.count(
                        "select count(*) from account_identifier where account_id = $1 and kind = 'email' and given_up_at is null",
                        client.id()))
                .isEqualTo(1);
        assertThat(facts.count(
                        "select count(*) from account_identifier where account_id = $1 and kind = 'email' and given_up_at is not null",
                        client.id()))
                .isEqualTo(1);
    }

    @Test
    void thePasswordIsAlwaysAskedFor() {
        Pathway client = Pathway.active();
        String next = Identities.email();

        expect(change(client, next, "not the password"), 401, "credentials-invalid");
        invalid(client.call().body(Map.of("email", next)).put("/account/email"), "/password", "required");
        invalid(change(client, "no address", Pathway.PASSWORD), "/email", "not-an-email");
        invalid(client.call().body(Map.of("password", "x")).put("/account/email"), "/email", "required");
        expect(
                client.anonymous().body(Map.of("email", next, "password", "x")).put("/account/email"),
                401,
                "unauthenticated");
        assertThat(changes(client)).isZero();
        assertThat(SandboxMessages.to(next)).isEmpty();
    }

    @Test
    void whoMistypedTheAddressAtRegistrationSetsItRight() {
        // given
        Pathway client = Pathway.registered();
        String wrong = client.awaitToken();
        String next = Identities.email();

        // when
        expect(change(client, next, "not the password"), 401, "credentials-invalid");
        change(client, next, Pathway.PASSWORD).then().statusCode(202);

        // then the stranger's link is void
        client.account()
                .body("email", equalTo(next))
                .body("emailVerified", equalTo(false))
                .body("status", equalTo("pending_verification"));
        expect(client.verifyEmail(wrong), 422, "verification-token-invalid");
        client.verifyEmail(tokenTo(next, "Please confirm your e-mail address for Gatehouse"))
                .then()
                .statusCode(200)
                .body("emailVerified", equalTo(true));
    }

    @Test
    void whetherAnAddressIsTakenDoesNotShow() {
        // given
        Pathway owner = Pathway.withEmail();
        Pathway client = Pathway.active();

        // when
        Map<String, Object> taken = new HashMap<>(change(client, owner.email(), Pathway.PASSWORD)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getMap("$"));
        Map<String, Object> free = change(Pathway.active(), Identities.email(), Pathway.PASSWORD)
                .jsonPath()
                .getMap("$");

        // then only the owner learns of it
        assertThat(taken.keySet()).isEqualTo(free.keySet());
        Message mail = SandboxMessages.await(owner.email(), message -> EXISTS.equals(message.subject()));
        assertThat(mail.text()).doesNotContain("token=", client.email());
        SandboxMessages.await(client.email(), message -> ASKED.equals(message.subject()));
        owner.account().body("email", equalTo(owner.email()));
    }

    @Test
    void theFirstToProveAnAddressHasIt() {
        Pathway first = Pathway.active();
        Pathway second = Pathway.active();
        String next = Identities.email();
        change(first, next, Pathway.PASSWORD).then().statusCode(202);
        String firstToken = tokenTo(next, CONFIRM);
        change(second, next, Pathway.PASSWORD).then().statusCode(202);
        String secondToken = awaitOther(next, firstToken);

        AtomicInteger turn = new AtomicInteger();
        List<Integer> answers = Parallel.times(
                2,
                () -> turn.getAndIncrement() == 0
                        ? first.verifyEmail(firstToken).statusCode()
                        : second.verifyEmail(secondToken).statusCode());

        assertThat(answers).containsExactlyInAnyOrder(200, 422);
        List<String> addresses = List.of(
                first.account().extract().path("email"),
                second.account().extract().path("email"));
        assertThat(addresses).containsOnlyOnce(next);
    }

    @Test
    void whoProvesAnAddressClosesThosePendingOnIt() {
        String next = Identities.email();
        Pathway pending = Pathway.of(next);
        pending.register();
        String theirs = pending.awaitToken();
        Pathway client = Pathway.active();
        change(client, next, Pathway.PASSWORD).then().statusCode(202);

        client.verifyEmail(tokenTo(next, CONFIRM)).then().statusCode(200);

        expect(bearer(pending.accessToken()), 401, "unauthenticated");
        expect(
                pending.anonymous().body(Map.of("token", theirs)).post("/verify/email"),
                422,
                "verification-token-invalid");
    }

    @Test
    void aPasswordResetVoidsAChangeThatAThiefAskedFor() {
        // given
        Pathway client = Pathway.active();
        String thiefs = Identities.email();
        change(client, thiefs, Pathway.PASSWORD).then().statusCode(202);
        String token = tokenTo(thiefs, CONFIRM);

        // when
        client.anonymous()
                .body(Map.of("email", client.email()))
                .post("/password/forgot")
                .then()
                .statusCode(202);
        client.anonymous()
                .body(Map.of(
                        "token",
                        tokenTo(client.email(), "Set your new password for Gatehouse"),
                        "password",
                        "another good one"))
                .post("/password/reset")
                .then()
                .statusCode(200);

        // then
        expect(
                client.anonymous().body(Map.of("token", token)).post("/verify/email"),
                422,
                "verification-token-invalid");
        client.signIn("another good one").body("account.email", equalTo(client.email()));
    }

    @Test
    void whoNeverAskedRefusesAndNothingIsClosed() {
        Pathway client = Pathway.active();
        String strangers = Identities.email();
        change(client, strangers, Pathway.PASSWORD).then().statusCode(202);
        String token = tokenTo(strangers, CONFIRM);

        // The page tells a stranger nothing about the account.
        for (int i = 0; i < 2; i++) {
            client.anonymous()
                    .queryParam("token", token)
                    .get("/verify/email")
                    .then()
                    .statusCode(200)
                    .body(containsString(strangers))
                    .body(not(containsString(client.email())))
                    .body(not(containsString("+49***")));
        }
        assertThat(client.anonymous()
                        .body(Map.of("token", token))
                        .post("/verify/email/decline")
                        .statusCode())
                .isEqualTo(204);

        expect(client.verifyEmail(token), 422, "verification-token-invalid");
        client.account().body("status", equalTo("active")).body("email", equalTo(client.email()));
    }

    @Test
    void onlyTheNewestLinkWorksAndNoneForEver() {
        Pathway client = Pathway.active();
        String first = Identities.email();
        String second = Identities.email();
        change(client, first, Pathway.PASSWORD).then().statusCode(202);
        change(client, second, Pathway.PASSWORD).then().statusCode(202);

        expect(client.verifyEmail(tokenTo(first, CONFIRM)), 422, "verification-token-invalid");
        String late = tokenTo(second, CONFIRM);
        clock.advance(Duration.ofHours(25));
        expect(client.anonymous().body(Map.of("token", late)).post("/verify/email"), 422, "verification-token-invalid");
    }

    @Test
    void anAccountHasThreeADay() {
        Pathway client = Pathway.active();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(61));
            change(client, Identities.email(), Pathway.PASSWORD).then().statusCode(202);
        }
        clock.advance(Duration.ofSeconds(61));

        limited(change(client, Identities.email(), Pathway.PASSWORD), "rate-limited", "email-changes");
        assertThat(changes(client)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "a@mailinator.com, email-provider-not-allowed",
        "a@sub.mailinator.com, email-provider-not-allowed",
    })
    void theRulesOfTheRegistrationHold(String email, String code) {
        Pathway client = Pathway.active();

        expect(change(client, email, Pathway.PASSWORD), 422, code);
        client.account().body("status", equalTo("active"));
        assertThat(changes(client)).isZero();
        assertThat(facts.count(
                        "select count(*) from decision where account_id = $1 and phase = 'email_change' and verdict = 'block'",
                        client.id()))
                .isEqualTo(1);
    }

    @Test
    void aDeniedAddressIsNotTakenAndNotToldWhy() {
        Pathway client = Pathway.active();
        String denied = Identities.email();
        staff("/staff/lists/deny", Map.of("kind", "email", "value", denied, "reason", "a reason"))
                .then()
                .statusCode(201);

        expect(change(client, denied, Pathway.PASSWORD), 422, "email-not-supported")
                .body("detail", equalTo("This e-mail address cannot be used."));
    }

    @Test
    void theProvenAddressAgainIsVerifiedAlready() {
        Pathway client = Pathway.active();

        expect(change(client, client.email().toUpperCase(Locale.ROOT), Pathway.PASSWORD), 409, "already-verified");
    }

    // --- by staff ---

    @Test
    void staffSetAnotherAddress() {
        // given
        Pathway client = Pathway.active();
        String next = Identities.email();
        change(client, Identities.email(), Pathway.PASSWORD).then().statusCode(202);

        // when
        act(client, "change_email", next)
                .then()
                .statusCode(200)
                .body("email", equalTo(next))
                .body("emailVerified", equalTo(false))
                .body("status", equalTo("pending_verification"));

        // then
        expect(client.call().get("/account"), 401, "unauthenticated");
        SandboxMessages.await(client.email(), message -> CHANGED.equals(message.subject()));
        Pathway moved = Pathway.of(next);
        moved.signIn(Pathway.PASSWORD);
        assertThat(facts.count(
                        "select count(*) from mail_token where account_id = $1 and spent_at is null and purpose <> 'verify_email'",
                        client.id()))
                .isZero();
        moved.verifyEmail().body("status", equalTo("active"));
        assertThat(facts.count(
                        "select count(*) from audit_entry where subject = 'account:' || $1::uuid and action = 'account.change_email' and detail = '{\"reason\":\"a reason\"}'",
                        client.id()))
                .isEqualTo(1);
    }

    @Test
    void aStrangerWhoseAddressStaffTypedClosesNobodysAccount() {
        // given
        Pathway client = Pathway.active();
        String strangers = Identities.email();
        act(client, "change_email", strangers).then().statusCode(200);
        Pathway moved = Pathway.of(strangers);

        // when the stranger refuses
        assertThat(client.anonymous()
                        .body(Map.of("token", moved.awaitToken()))
                        .post("/verify/email/decline")
                        .statusCode())
                .isEqualTo(204);

        // then
        moved.signIn(Pathway.PASSWORD).body("account.status", equalTo("pending_verification"));

        // when the stranger registers, and proves the address
        Pathway stranger = Pathway.of(strangers);
        stranger.register();
        Message link = SandboxMessages.await(
                strangers,
                message -> message.link() != null
                        && client.anonymous()
                                        .queryParam("token", token(message))
                                        .get("/verify/email")
                                        .statusCode()
                                == 200);
        stranger.verifyEmail(token(link)).then().statusCode(200);

        // then the client is still there, and can be helped
        moved.account().body("emailVerified", equalTo(false));
        act(client, "change_email", client.email()).then().statusCode(200);
        client.signIn(Pathway.PASSWORD);
    }

    @Test
    void anAddressThatAnotherHasProvenIsRefused() {
        Pathway owner = Pathway.withEmail();
        Pathway client = Pathway.active();

        invalid(act(client, "change_email", owner.email()), "/value", "taken");
        invalid(act(client, "change_email", "no address"), "/value", "not-an-email");
        invalid(act(client, "change_email", " "), "/value", "required");
        act(client, "change_email", client.email()).then().statusCode(200).body("emailVerified", equalTo(true));
        client.account().body("status", equalTo("active"));
    }

    @Test
    void staffSetAnotherPhone() {
        Pathway client = Pathway.active();
        String old = client.phone();
        String next = Identities.phone();

        act(client, "change_phone", next)
                .then()
                .statusCode(200)
                .body("phone", equalTo(next))
                .body("phoneVerified", equalTo(false));

        SandboxMessages.await(old, message -> message.code() == null);
        SandboxMessages.await(
                client.email(), message -> "Your phone number for Gatehouse was changed".equals(message.subject()));
        client.account().body("phone", equalTo(next));
        invalid(act(client, "change_phone", "12"), "/value", "not-a-phone-number");
        expect(act(client, "change_phone", "+499001234567"), 422, "phone-not-supported");
        act(client, "change_phone", "0" + next.substring(3))
                .then()
                .statusCode(200)
                .body("phone", equalTo(next));
    }

    @Test
    void aPhoneThatStaffConfirmIsScreened() {
        // given somebody who has proven that phone
        Pathway first = Pathway.active();
        Pathway client = Pathway.fresh().withPhone(first.phone());
        client.register();
        client.verifyEmail();

        // when
        act(client, "confirm_phone", first.phone()).then().statusCode(200).body("kyc", equalTo("required"));

        // then
        assertThat(facts.count(
                        "select count(*) from decision where account_id = $1 and phase = 'phone_verified' and verdict = 'review'",
                        client.id()))
                .isEqualTo(1);
    }

    private static Response change(Pathway client, String email, String password) {
        return client.call().body(Map.of("email", email, "password", password)).put("/account/email");
    }

    private static Response act(Pathway client, String action, String value) {
        return staff(
                "/staff/accounts/" + client.id() + "/actions",
                Map.of("action", action, "reason", "a reason", "value", value));
    }

    private static Response staff(String path, Map<String, Object> body) {
        return given().header("X-Api-Key", BOOTSTRAP)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }

    private static Response bearer(String token) {
        return given().header("Authorization", "Bearer " + token).get("/account");
    }

    private static String tokenTo(String address, String subject) {
        return token(
                SandboxMessages.await(address, message -> subject.equals(message.subject()) && message.link() != null));
    }

    private static String awaitOther(String address, String known) {
        return token(SandboxMessages.await(
                address, message -> message.link() != null && !token(message).equals(known)));
    }

    private static String token(Message message) {
        String link = Objects.requireNonNull(message.link());
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    private long changes(Pathway client) {
        return facts.count("select count(*) from email_change where account_id = $1", client.id());
    }
}
