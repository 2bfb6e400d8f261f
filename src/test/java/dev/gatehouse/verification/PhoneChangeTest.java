package dev.gatehouse.verification;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.limited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.sandbox.Message;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PhoneChangeTest {
    private static final String TOLD = "Your phone number for Gatehouse was changed";

    @Inject
    MovableClock clock;

    @Inject
    Facts facts;

    @BeforeEach
    void forgetTheTally() {
        facts.forgetSmsTally();
    }

    @Test
    void aPhoneThatIsNotVerifiedIsChangedWithoutAPassword() {
        Pathway client = Pathway.withEmail();
        String next = Identities.phone();

        client.changePhone(next, null)
                .then()
                .statusCode(200)
                .body("phone", equalTo(next))
                .body("phoneVerified", equalTo(false))
                .body("nextSteps", contains("verify_sms"));

        assertThat(facts.count(
                        "select count(*) from message where account_id = $1 and kind = 'phone_changed'", client.id()))
                .isZero();
    }

    @Test
    void aVerifiedOneAsksForThePassword() {
        Pathway client = Pathway.active();
        String next = Identities.phone();

        invalid(client.changePhone(next, null), "/password", "required");
        expect(client.changePhone(next, "not the password"), 401, "credentials-invalid");
        client.account().body("phone", equalTo(client.phone())).body("status", equalTo("active"));
        assertThat(changes(client)).isZero();
    }

    @Test
    void aChangedOneIsToldToTheOldNumberAndTheMailboxAndHasToBeVerified() {
        Pathway client = Pathway.active();
        String old = client.phone();
        String next = Identities.phone();

        client.changePhone(next, Pathway.PASSWORD)
                .then()
                .statusCode(200)
                .body("phone", equalTo(next))
                .body("phoneVerified", equalTo(false))
                .body("status", equalTo("pending_verification"));

        Message mail = SandboxMessages.await(client.email(), message -> TOLD.equals(message.subject()));
        assertThat(mail.text()).doesNotContain(old).doesNotContain(next);
        Message sms = SandboxMessages.await(old, message -> message.code() == null);
        assertThat(sms.text()).doesNotContain(next);
        expect(client.order(), 403, "verification-required").body("nextSteps", contains("verify_sms"));
        clock.advance(Duration.ofSeconds(61));
        client.withPhone(next).verifyPhone().body("status", equalTo("active"));
    }

    @Test
    void wrongPasswordsCountLikeSignIns() {
        Pathway client = Pathway.active();
        for (int i = 0; i < 10; i++) {
            expect(client.changePhone(Identities.phone(), "not the password"), 401, "credentials-invalid");
        }

        limited(client.changePhone(Identities.phone(), Pathway.PASSWORD), "rate-limited", "sign-in-per-account");
        limited(client.trySignIn(Pathway.PASSWORD), "rate-limited", "sign-in-per-account");
    }

    @Test
    void theSameNumberAgainChangesNothing() {
        Pathway client = Pathway.active();

        for (int i = 0; i < 5; i++) {
            client.changePhone(client.phone(), null).then().statusCode(200).body("phoneVerified", equalTo(true));
        }
        assertThat(changes(client)).isZero();
    }

    @Test
    void anAccountHasThreeADay() {
        Pathway client = Pathway.withEmail();
        for (int i = 0; i < 3; i++) {
            client.changePhone(Identities.phone(), null).then().statusCode(200);
        }

        limited(client.changePhone(Identities.phone(), null), "rate-limited", "phone-changes");
        clock.advance(Duration.ofHours(24));
        client.signIn(Pathway.PASSWORD);
        client.changePhone(Identities.phone(), null).then().statusCode(200);
    }

    @Test
    void aNationalNumberIsReadWithItsCountry() {
        Pathway client = Pathway.withEmail();
        String polish = Identities.polishPhone();
        String german = Identities.phone();

        client.call()
                .body(Map.of("phone", polish.substring(3), "country", "PL"))
                .put("/account/phone")
                .then()
                .statusCode(200)
                .body("phone", equalTo(polish))
                .body("country", equalTo("DE"));
        client.changePhone("0" + german.substring(3), null)
                .then()
                .statusCode(200)
                .body("phone", equalTo(german));
    }

    @Test
    void aLineThatCostsTheCallerIsNotSupportedAndNotCounted() {
        Pathway client = Pathway.withEmail();

        expect(client.changePhone("+499001234567", null), 422, "phone-not-supported")
                .body("nextSteps", contains("add_phone", "contact_support"))
                .body("errors", nullValue());
        client.account().body("phone", equalTo(client.phone()));
        assertThat(changes(client)).isZero();
    }

    @Test
    void whatIsNoNumberIsNamed() {
        Pathway client = Pathway.withEmail();

        invalid(client.changePhone("12", null), "/phone", "not-a-phone-number");
        invalid(client.changePhone("", null), "/phone", "required");
        invalid(client.call().body("{}").put("/account/phone"), "/phone", "required");
        invalid(
                client.call()
                        .body(Map.of("phone", client.phone(), "country", "Germany"))
                        .put("/account/phone"),
                "/country",
                "malformed");
        expect(Pathway.fresh().anonymous().body(Map.of("phone", "1")).put("/account/phone"), 401, "unauthenticated");
    }

    private long changes(Pathway client) {
        return facts.count("select count(*) from phone_change where account_id = $1", client.id());
    }
}
