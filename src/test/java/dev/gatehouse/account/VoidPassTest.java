package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.kyc.KycClients;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A KYC pass is void after a password reset together with a change of the phone. */
@QuarkusTest
class VoidPassTest {
    private static final String NEW = "an entirely new password";

    @Inject
    KycClients clients;

    @Inject
    Facts facts;

    @Test
    void aResetAndThenAnotherPhoneVoidThePass() {
        // given
        Pathway client = passed();

        // when
        reset(client);
        assertThat(hasPass(client)).isTrue();
        client.signIn(NEW);
        client.changePhone(Identities.phone(), NEW).then().statusCode(200);

        // then
        assertThat(hasPass(client)).isFalse();
        client.account().body("kyc", equalTo("approved"));
        clients.verified(client);
        client.from(KycClients.anonymizer()).order().then().statusCode(403).body("code", equalTo("kyc-required"));
    }

    @Test
    void anotherPhoneAndThenAResetVoidThePass() {
        Pathway client = passed();

        client.changePhone(Identities.phone(), Pathway.PASSWORD).then().statusCode(200);
        assertThat(hasPass(client)).isTrue();
        reset(client);

        assertThat(hasPass(client)).isFalse();
    }

    @Test
    void farApartTheyDoNot() {
        Pathway client = passed();
        reset(client);
        facts.change(
                "update account set password_reset_at = password_reset_at - interval '30 days' where id = $1",
                client.id());
        client.signIn(NEW);

        client.changePhone(Identities.phone(), NEW).then().statusCode(200);

        assertThat(hasPass(client)).isTrue();
        facts.change(
                "update account set phone_changed_at = phone_changed_at - interval '30 days' where id = $1",
                client.id());
        reset(client);
        assertThat(hasPass(client)).isTrue();
    }

    @Test
    void whatWasBeforeThePassDoesNotCount() {
        Pathway client = clients.active();
        reset(client);
        pass(client);
        client.signIn(NEW);

        client.changePhone(Identities.phone(), NEW).then().statusCode(200);

        assertThat(hasPass(client)).isTrue();
    }

    @Test
    void aFirstPhoneIsNoChange() {
        Pathway client = passed();
        facts.change("update account set phone = null, phone_verified_at = null where id = $1", client.id());
        reset(client);
        client.signIn(NEW);

        client.changePhone(Identities.phone(), null).then().statusCode(200);

        assertThat(hasPass(client)).isTrue();
    }

    private Pathway passed() {
        Pathway client = clients.active();
        pass(client);
        return client;
    }

    private static void pass(Pathway client) {
        KycClients.staff()
                .body(Map.of("action", "clear_kyc", "reason", "we met"))
                .post("/staff/accounts/{id}/actions", client.id())
                .then()
                .statusCode(200);
    }

    private boolean hasPass(Pathway client) {
        return facts.count("select count(*) from account where id = $1 and kyc_passed_until > now()", client.id()) == 1;
    }

    private static void reset(Pathway client) {
        client.anonymous()
                .body(Map.of("email", client.email()))
                .post("/password/forgot")
                .then()
                .statusCode(202);
        client.anonymous()
                .body(Map.of("token", awaitReset(client), "password", NEW))
                .post("/password/reset")
                .then()
                .statusCode(200);
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
}
