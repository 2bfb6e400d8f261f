package dev.gatehouse.verification;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.limited;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SmsVerificationTest {
    private static final Duration COOL_DOWN = Duration.ofSeconds(61);

    @Inject
    MovableClock clock;

    @Inject
    Facts facts;

    @BeforeEach
    void forgetTheTally() {
        facts.forgetSmsTally();
    }

    @Test
    void aCodeGoesToThePhone() {
        Pathway client = Pathway.withEmail();

        client.sendCode()
                .then()
                .statusCode(202)
                .body(
                        "sentTo",
                        equalTo("+49******"
                                + client.phone().substring(client.phone().length() - 2)))
                .body("resendAfter", equalTo(60))
                .body("sendsLeft", equalTo(4));

        assertThat(SandboxMessages.to(client.phone())).hasSize(1);
        client.enter(client.newestCode()).then().statusCode(200).body("phoneVerified", equalTo(true));
    }

    @Test
    void thePhoneCanBeProvenBeforeTheMailbox() {
        Pathway client = Pathway.registered();

        client.verifyPhone().body("phoneVerified", equalTo(true)).body("nextSteps", contains("verify_email"));
    }

    @Test
    void theChannelMayBeNamedAndIsSms() {
        Pathway client = Pathway.withEmail();

        invalid(client.call().body(Map.of("channel", "voice")).post("/verify/sms/send"), "/channel", "malformed");
        client.call()
                .body(Map.of("channel", "sms"))
                .post("/verify/sms/send")
                .then()
                .statusCode(202);
    }

    @Test
    void anEntryIsSixDigits() {
        Pathway client = Pathway.withEmail();
        for (String code : List.of("", "12345", "1234567", "12345x", "١٢٣٤٥٦")) {
            invalid(client.enter(code), "/code", "malformed");
        }
        invalid(client.call().body("{}").post("/verify/sms"), "/code", "required");
        assertThat(attempts(client)).isZero();
    }

    @Test
    void anotherCodeHasToWait() {
        Pathway client = Pathway.withEmail();
        client.sendCode().then().statusCode(202);

        limited(client.sendCode(), "rate-limited", "sms-cool-down");
        clock.advance(COOL_DOWN);
        client.sendCode().then().statusCode(202).body("sendsLeft", equalTo(3));
        assertThat(SandboxMessages.to(client.phone())).hasSize(2);
    }

    @Test
    void anAccountHasFiveAnHour() {
        Pathway client = Pathway.withEmail();
        for (int left = 4; left >= 0; left--) {
            client.sendCode().then().statusCode(202).body("sendsLeft", equalTo(left));
            clock.advance(COOL_DOWN);
        }

        limited(client.sendCode(), "rate-limited", "sms-per-account");
        client.changePhone(Identities.phone(), null).then().statusCode(200);
        limited(client.sendCode(), "rate-limited", "sms-per-account");
        clock.advance(Duration.ofHours(1));
        client.refresh();
        client.sendCode().then().statusCode(202);
    }

    @Test
    void aNumberHasFiveAnHourWhateverTheNumberOfAccounts() {
        String number = Identities.phone();
        for (int left = 4; left >= 0; left--) {
            Pathway client = Pathway.fresh().withPhone(number);
            client.register();
            client.verifyEmail();
            client.sendCode().then().statusCode(202).body("sendsLeft", equalTo(left));
        }

        Pathway sixth = Pathway.fresh().withPhone(number);
        sixth.register();
        limited(sixth.sendCode(), "rate-limited", "sms-per-number");
        assertThat(SandboxMessages.to(number)).hasSize(5);
    }

    @Test
    void anAddressHasTwentyAnHour() {
        String address = Identities.address();
        for (int account = 0; account < 4; account++) {
            Pathway client = Pathway.withEmail().from(address);
            for (int i = 0; i < 5; i++) {
                client.refresh();
                client.sendCode().then().statusCode(202);
                clock.advance(COOL_DOWN);
            }
        }

        Pathway next = Pathway.withEmail();
        limited(next.from(address).sendCode(), "rate-limited", "sms-per-address");
        next.from(Identities.address()).sendCode().then().statusCode(202);
    }

    @Test
    void whatWasNotSentDoesNotCountForTheAddress() {
        String address = Identities.address();
        Pathway impatient = Pathway.withEmail().from(address);
        impatient.sendCode().then().statusCode(202);
        for (int i = 0; i < 20; i++) {
            limited(impatient.sendCode(), "rate-limited", "sms-cool-down");
        }

        Pathway neighbour = Pathway.withEmail().from(address);
        neighbour.sendCode().then().statusCode(202);
    }

    @Test
    void aCodeHasFiveEntries() {
        Pathway client = Pathway.withEmail();
        String code = client.receiveCode();
        for (int left = 4; left >= 0; left--) {
            expect(client.enter(Pathway.wrong(code)), 422, "verification-code-invalid")
                    .body("attemptsLeft", equalTo(left));
        }

        limited(client.enter(code), "too-many-attempts", "sms-attempts-per-code")
                .body("attemptsLeft", equalTo(0));
        client.account().body("phoneVerified", equalTo(false));
        clock.advance(COOL_DOWN);
        client.verifyPhone();
    }

    @Test
    void anAccountHasTenEntriesAnHourWhateverTheNumberOfCodes() {
        Pathway client = Pathway.withEmail();
        for (int round = 0; round < 2; round++) {
            String code = client.receiveCode();
            for (int left = 4; left >= 0; left--) {
                expect(client.enter(Pathway.wrong(code)), 422, "verification-code-invalid")
                        .body("attemptsLeft", equalTo(left));
            }
            clock.advance(COOL_DOWN);
        }

        String third = client.receiveCode();
        limited(client.enter(third), "too-many-attempts", "sms-attempts-per-account")
                .body("attemptsLeft", equalTo(0));
        assertThat(attempts(client)).isEqualTo(10);
        clock.advance(Duration.ofHours(1));
        client.refresh();
        client.verifyPhone();
    }

    @Test
    void aCodeIsGoodForTenMinutes() {
        Pathway client = Pathway.withEmail();
        String code = client.receiveCode();
        clock.advance(Duration.ofMinutes(9));
        client.refresh();
        clock.advance(Duration.ofSeconds(61));

        expect(client.enter(code), 422, "verification-code-invalid");
        client.verifyPhone();
    }

    @Test
    void aCodeDiesWithTheNextOne() {
        Pathway client = Pathway.withEmail();
        String first = client.receiveCode();
        clock.advance(COOL_DOWN);
        String second = client.receiveCode();

        if (!first.equals(second)) {
            expect(client.enter(first), 422, "verification-code-invalid").body("attemptsLeft", equalTo(4));
        }
        client.enter(second).then().statusCode(200);
    }

    @Test
    void aCodeThatWasNeverSentIsWrong() {
        expect(Pathway.withEmail().enter("123456"), 422, "verification-code-invalid");
    }

    @Test
    void anothersCodeIsWrong() {
        Pathway one = Pathway.withEmail();
        Pathway other = Pathway.withEmail();
        String code = one.receiveCode();
        String others = other.receiveCode();

        if (!code.equals(others)) {
            expect(other.enter(code), 422, "verification-code-invalid");
        }
        one.enter(code).then().statusCode(200);
    }

    @Test
    void theCodeOfAPhoneThatWasReplacedIsDead() {
        Pathway client = Pathway.withEmail();
        String code = client.receiveCode();
        String next = Identities.phone();
        client.changePhone(next, null).then().statusCode(200);

        expect(client.enter(code), 422, "verification-code-invalid");
        clock.advance(COOL_DOWN);
        client.withPhone(next).verifyPhone().body("phone", equalTo(next));
    }

    @Test
    void aVerifiedPhoneIsNotAskedAgain() {
        Pathway client = Pathway.withEmail();
        String code = client.receiveCode();
        client.enter(code).then().statusCode(200);

        expect(client.sendCode(), 409, "already-verified");
        expect(client.enter(code), 409, "already-verified");
    }

    @Test
    void withoutAPhoneOneIsAskedFor() {
        Pathway client = Pathway.withEmail();
        facts.change("update account set phone = null where id = $1", client.id());

        client.account().body("nextSteps", contains("add_phone"));
        expect(client.sendCode(), 422, "phone-missing").body("nextSteps", contains("add_phone"));
        client.changePhone(client.phone(), null).then().statusCode(200);
        client.verifyPhone().body("status", equalTo("active"));
    }

    @Test
    void toSatellitesNoCodeIsSent() {
        Pathway client = Pathway.withEmail();
        facts.change("update account set phone = '+881612345678' where id = $1", client.id());

        expect(client.sendCode(), 422, "phone-not-supported")
                .body("nextSteps", contains("add_phone", "contact_support"));
        assertThat(SandboxMessages.to("+881612345678")).isEmpty();
    }

    @Test
    void whereNoGatewayTakesItSupportIsTheNextStepAndNothingCounts() {
        Pathway client = Pathway.withEmail();
        gateways(client.phone(), true);
        expect(client.sendCode(), 503, "sms-unavailable")
                .body("nextSteps", contains("contact_support"))
                .header("Retry-After", "60");
        assertThat(facts.count("select coalesce(sum(sends), 0) from sms_tally where $1::uuid is not null", client.id()))
                .isZero();
        gateways(client.phone(), false);

        client.sendCode().then().statusCode(202).body("sendsLeft", equalTo(4));
        assertThat(SandboxMessages.to(client.phone())).hasSize(1);
        client.enter(client.newestCode()).then().statusCode(200);
    }

    @Test
    void theBreakerStopsAFloodToUnprovenClientsOfOneCountryAlone() {
        Pathway unproven = Pathway.fresh().withPhone(Identities.polishPhone());
        unproven.register();
        Pathway proven = Pathway.fresh().withPhone(Identities.polishPhone());
        proven.register();
        proven.verifyEmail();
        facts.change(
                "insert into sms_tally (hour, dial_code, sends, unproven_sends, confirmed)"
                        + " select date_trunc('hour', now()), 48, 50, 50, 9 where $1::uuid is not null",
                unproven.id());

        expect(unproven.sendCode(), 503, "sms-unavailable").body("nextSteps", contains("contact_support"));
        proven.sendCode().then().statusCode(202);
        Pathway german = Pathway.registered();
        german.sendCode().then().statusCode(202);
        facts.change("update sms_tally set confirmed = 10 where dial_code = 48 and $1::uuid is not null", proven.id());
        unproven.sendCode().then().statusCode(202);
    }

    @Test
    void wrongEntriesAtOnceNeverExceedTheLimit() {
        Pathway client = Pathway.withEmail();
        String wrong = Pathway.wrong(client.receiveCode());

        List<Integer> answers = Parallel.times(16, () -> client.enter(wrong).statusCode());

        assertThat(answers).filteredOn(status -> status == 422).hasSize(5);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(11);
        assertThat(attempts(client)).isEqualTo(5);
        assertThat(facts.count("select max(attempts) from sms_code where account_id = $1", client.id()))
                .isEqualTo(5);
    }

    @Test
    void theRightCodeAtOnceProvesOnce() {
        Pathway client = Pathway.withEmail();
        String code = client.receiveCode();

        List<Integer> answers = Parallel.times(8, () -> client.enter(code).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(7);
    }

    @Test
    void sendingAtOnceSendsOnce() {
        Pathway client = Pathway.withEmail();

        List<Integer> answers = Parallel.times(8, () -> client.sendCode().statusCode());

        assertThat(answers).filteredOn(status -> status == 202).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(7);
        assertThat(SandboxMessages.to(client.phone())).hasSize(1);
    }

    private long attempts(Pathway client) {
        return facts.count("select count(*) from sms_attempt where account_id = $1", client.id());
    }

    private static void gateways(String number, boolean down) {
        given().contentType("application/json")
                .body(Map.of("to", number, "down", down))
                .post("/sandbox/sms-outages")
                .then()
                .statusCode(204);
    }
}
