package dev.gatehouse.registration;

import static dev.gatehouse.testing.Refusals.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.sandbox.Message;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who registers with an address that is somebody's learns nothing and gains nothing. */
@QuarkusTest
class TakenAddressTest {
    private static final String OTHER_PASSWORD = "another long password";

    @Inject
    Facts facts;

    @Test
    void theAnswerIsThatOfAFreeAddress() {
        Pathway owner = Pathway.active();
        Pathway free = Pathway.fresh();
        Response taken = decoy(owner).register(body(owner));
        Response untaken = free.register(body(free));

        assertThat(taken.statusCode()).isEqualTo(201).isEqualTo(untaken.statusCode());
        assertThat(shape("", taken.jsonPath().getMap("")))
                .isEqualTo(shape("", untaken.jsonPath().getMap("")))
                .containsEntry("/session/accessToken", "String")
                .containsEntry("/account/status", "pending_verification");
        assertThat(taken.headers().asList().stream().map(header -> header.getName()))
                .containsExactlyInAnyOrderElementsOf(untaken.headers().asList().stream()
                        .map(header -> header.getName())
                        .toList());
    }

    @Test
    void theOwnerIsToldWithoutALinkThatVerifies() {
        Pathway owner = Pathway.withEmail();
        Pathway decoy = decoy(owner);
        ValidatableResponse registered = decoy.register(body(owner)).then().statusCode(201);

        Message mail = SandboxMessages.await(
                owner.email(), message -> "You already have an account at Gatehouse".equals(message.subject()));

        assertThat(mail.link()).isNull();
        assertThat(mail.text()).doesNotContain("token=").doesNotContain("/verify");
        assertThat(registered.extract().<String>path("account.id"))
                .isNotEqualTo(owner.id().toString());
    }

    @Test
    void theDecoyLivesAndItsAddressIsNeverProven() {
        Pathway owner = Pathway.active();
        Pathway decoy = decoy(owner);
        decoy.register(body(owner)).then().statusCode(201);

        decoy.signIn(OTHER_PASSWORD)
                .body("account.status", equalTo("pending_verification"))
                .body("account.emailVerified", equalTo(false));
        assertThat(decoy.id()).isNotEqualTo(owner.id());
        decoy.call().post("/verify/email/send").then().statusCode(202).body("sentTo", startsWith("c***@"));
        SandboxMessages.await(
                owner.email(), message -> "You already have an account at Gatehouse".equals(message.subject()));
        decoy.account().body("emailVerified", equalTo(false));
        expect(decoy.order(), 403, "verification-required");

        owner.account().body("status", equalTo("active"));
        owner.signIn(Pathway.PASSWORD).body("account.id", equalTo(owner.id().toString()));
    }

    @Test
    void theFirstToProveTheAddressHasItAndTheOthersAreClosed() {
        String address = Identities.email();
        Pathway first = Pathway.of(address);
        first.register();
        String firstToken = first.awaitToken();
        Pathway second = Pathway.of(address);
        second.register();
        String secondToken = awaitAnother(second, firstToken);
        Pathway third = Pathway.of(address);
        third.register();

        second.verifyEmail(secondToken)
                .then()
                .statusCode(200)
                .body("id", equalTo(second.id().toString()))
                .body("emailVerified", equalTo(true));

        expect(first.call().get("/account"), 401, "unauthenticated");
        expect(third.call().get("/account"), 401, "unauthenticated");
        expect(
                first.anonymous()
                        .body(Map.of("refreshToken", first.refreshToken()))
                        .post("/sessions/refresh"),
                401,
                "credentials-invalid");
        expect(
                first.anonymous().body(Map.of("token", firstToken)).post("/verify/email"),
                422,
                "verification-token-invalid");
        second.account().body("emailVerified", equalTo(true));
        assertThat(facts.count("select count(*) from account where id = $1 and closed_at is not null", first.id()))
                .isOne();
        assertThat(facts.count("select count(*) from account where id = $1 and closed_at is not null", third.id()))
                .isOne();
    }

    @Test
    void severalPendingAccountsSignInWithTheirOwnPasswords() {
        String address = Identities.email();
        Pathway first = Pathway.of(address);
        first.register();
        Pathway second = Pathway.of(address);
        second.register(body(second)).then().statusCode(201);

        first.signIn(Pathway.PASSWORD);
        second.signIn(OTHER_PASSWORD);

        assertThat(first.id()).isNotEqualTo(second.id());
        expect(second.trySignIn("neither of the two"), 401, "credentials-invalid");
    }

    private static Pathway decoy(Pathway owner) {
        return Pathway.of(owner.email());
    }

    private static Map<String, Object> body(Pathway client) {
        Map<String, Object> body = client.registration();
        body.put("password", OTHER_PASSWORD);
        body.put("phone", Identities.phone());
        return body;
    }

    private static String awaitAnother(Pathway client, String known) {
        String token = client.awaitToken();
        return token.equals(known) ? client.awaitToken() : token;
    }

    /** The names of all values and their types; of what is the same for all, the value. */
    private static Map<String, String> shape(String path, Map<String, ?> object) {
        Map<String, String> shape = new TreeMap<>();
        object.forEach((name, value) -> {
            String at = path + '/' + name;
            if (value instanceof Map<?, ?> inner) {
                Map<String, Object> named = new TreeMap<>();
                inner.forEach((key, nested) -> named.put((String) key, nested));
                shape.putAll(shape(at, named));
            } else if (value instanceof Boolean
                    || value instanceof List<?>
                    || List.of("status", "kyc", "locale", "country", "tokenType")
                            .contains(name)) {
                shape.put(at, value.toString());
            } else {
                shape.put(at, value == null ? "null" : value.getClass().getSimpleName());
            }
        });
        return shape;
    }
}
