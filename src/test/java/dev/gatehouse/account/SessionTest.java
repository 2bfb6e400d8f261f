package dev.gatehouse.account;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.limited;
import static dev.gatehouse.testing.Refusals.withoutInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionTest {
    @Inject
    MovableClock clock;

    @Test
    void whoKnowsThePasswordGetsASession() {
        Pathway client = Pathway.active();

        client.signIn(Pathway.PASSWORD)
                .body("account.status", equalTo("active"))
                .body("session.tokenType", equalTo("Bearer"))
                .body("session.expiresIn", equalTo(600));
        client.account().body("id", equalTo(client.id().toString()));
        Pathway.of(client.email().toUpperCase(Locale.ROOT)).signIn(Pathway.PASSWORD);
    }

    @Test
    void everyFailureHasOneAnswer() {
        Pathway client = Pathway.active();

        Response wrong = client.trySignIn("not the password");
        expect(wrong, 401, "credentials-invalid");
        assertThat(withoutInstance(Pathway.fresh().trySignIn("not the password")))
                .isEqualTo(withoutInstance(wrong));
        assertThat(withoutInstance(Pathway.of("no address").trySignIn("not the password")))
                .isEqualTo(withoutInstance(wrong));
        assertThat(withoutInstance(client.trySignIn(""))).isEqualTo(withoutInstance(wrong));
        assertThat(withoutInstance(client.trySignIn(Pathway.PASSWORD.toUpperCase(Locale.ROOT))))
                .isEqualTo(withoutInstance(wrong));
    }

    @Test
    void theBodyIsRead() {
        Pathway client = Pathway.fresh();

        invalid(client.anonymous().body(Map.of("password", "x")).post("/sessions"), "/email", "required");
        invalid(client.anonymous().body(Map.of("email", "x")).post("/sessions"), "/password", "required");
        invalid(client.trySignIn("x".repeat(129)), "/password", "too-long");
        invalid(client.trySignIn("🐴".repeat(129)), "/password", "too-long");
        expect(
                client.anonymous()
                        .body(Map.of("email", "x", "password", "x", "remember", true))
                        .post("/sessions"),
                400,
                "malformed-request");
    }

    @Test
    void afterTenWrongOnesEvenTheRightOneWaits() {
        Pathway client = Pathway.registered();
        for (int i = 0; i < 10; i++) {
            expect(client.trySignIn("not the password"), 401, "credentials-invalid");
        }

        limited(client.trySignIn(Pathway.PASSWORD), "rate-limited", "sign-in-per-account");
        limited(Pathway.of(client.email()).trySignIn(Pathway.PASSWORD), "rate-limited", "sign-in-per-account");
        client.account();
    }

    @Test
    void anUnknownAddressIsLimitedAlike() {
        Pathway nobody = Pathway.fresh();
        for (int i = 0; i < 10; i++) {
            expect(nobody.trySignIn("not the password"), 401, "credentials-invalid");
        }

        limited(nobody.trySignIn("not the password"), "rate-limited", "sign-in-per-account");
    }

    @Test
    void rightOnesDoNotCount() {
        Pathway client = Pathway.registered();
        for (int i = 0; i < 9; i++) {
            expect(client.trySignIn("not the password"), 401, "credentials-invalid");
        }

        for (int i = 0; i < 5; i++) {
            client.signIn(Pathway.PASSWORD);
        }
        expect(client.trySignIn("not the password"), 401, "credentials-invalid");
        limited(client.trySignIn(Pathway.PASSWORD), "rate-limited", "sign-in-per-account");
    }

    @Test
    void wrongOnesAtOnceNeverExceedTheLimit() {
        Pathway client = Pathway.registered();

        List<Integer> answers =
                Parallel.times(16, () -> client.trySignIn("not the password").statusCode());

        assertThat(answers).filteredOn(status -> status == 401).hasSize(10);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(6);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndGivesTheNext() {
        Pathway client = Pathway.registered();
        String first = client.refreshToken();

        client.refresh().body("session.tokenType", equalTo("Bearer")).body("session.expiresIn", equalTo(600));

        assertThat(client.refreshToken()).isNotEqualTo(first);
        client.account();
        client.refresh();
        client.account();
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsTheSessionAndNoOther() {
        Pathway client = Pathway.registered();
        Pathway elsewhere = Pathway.of(client.email());
        elsewhere.signIn(Pathway.PASSWORD);
        String stolen = client.refreshToken();
        client.refresh();

        expect(refresh(client, stolen), 401, "credentials-invalid");

        expect(refresh(client, client.refreshToken()), 401, "credentials-invalid");
        expect(client.call().get("/account"), 401, "unauthenticated");
        elsewhere.account();
        elsewhere.refresh();
    }

    @Test
    void refreshingAtOnceGivesAtMostOneSession() {
        Pathway client = Pathway.registered();

        List<Integer> answers =
                Parallel.times(8, () -> refresh(client, client.refreshToken()).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 401).hasSize(7);
        expect(client.call().get("/account"), 401, "unauthenticated");
    }

    @Test
    void anUnknownRefreshTokenIsRefused() {
        Pathway client = Pathway.registered();

        expect(refresh(client, "p0b2mYtJ3a0lXbXl1m1zTq1l2o5y6w7q8r9s0tAbCdE"), 401, "credentials-invalid");
        expect(refresh(client, client.accessToken().substring(0, 100)), 401, "credentials-invalid");
        client.account();
    }

    @Test
    void anAccessTokenLivesTenMinutesAndARefreshTokenThirtyDays() {
        Pathway client = Pathway.registered();
        clock.advance(Duration.ofMinutes(10));
        expect(client.call().get("/account"), 401, "unauthenticated").header("WWW-Authenticate", "Bearer");
        clock.advance(Duration.ofDays(29));
        client.refresh();
        client.account();

        clock.advance(Duration.ofDays(30));
        expect(refresh(client, client.refreshToken()), 401, "credentials-invalid");
    }

    @Test
    void signingOutEndsTheSessionAtOnceAndNoOther() {
        Pathway client = Pathway.registered();
        Pathway elsewhere = Pathway.of(client.email());
        elsewhere.signIn(Pathway.PASSWORD);

        client.call().delete("/sessions/current").then().statusCode(204);

        expect(client.call().get("/account"), 401, "unauthenticated");
        expect(client.call().delete("/sessions/current"), 401, "unauthenticated");
        expect(refresh(client, client.refreshToken()), 401, "credentials-invalid");
        elsewhere.account();
    }

    @Test
    void withoutACredentialOrWithTwoThereIsNoCaller() {
        Pathway client = Pathway.registered();

        expect(client.anonymous().get("/account"), 401, "unauthenticated");
        expect(client.call().header("X-Api-Key", "gh_none").get("/account"), 401, "unauthenticated");
        expect(client.anonymous().header("Authorization", "Basic YTpi").get("/account"), 401, "unauthenticated");
        expect(
                client.anonymous()
                        .header("Authorization", "Bearer " + client.refreshToken())
                        .get("/account"),
                401,
                "unauthenticated");
    }

    private static Response refresh(Pathway client, String token) {
        return client.anonymous().body(Map.of("refreshToken", token)).post("/sessions/refresh");
    }
}
