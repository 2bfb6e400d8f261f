package dev.gatehouse.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.order.SteeredScreening;
import dev.gatehouse.order.SteeredScreening.SteeredCheck;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the screening of a proof leads to, with a check that answers what the test says; its silence is a deferral. */
@QuarkusTest
@TestProfile(SteeredScreening.class)
class ProofScreeningTest {
    @Inject
    SteeredCheck check;

    @Inject
    Facts facts;

    @ParameterizedTest
    @CsvSource({
        // answer | KYC before | KYC pass | KYC after | decisions
        "clear, not_required, false, not_required, 1",
        "flagged, not_required, false, required, 1",
        "flagged, in_review, false, in_review, 1",
        "flagged, approved, true, approved, 1",
        "flagged, approved, false, required, 1",
        "blocked, not_required, false, required, 1",
        "blocked, approved, true, required, 1",
        "unavailable, not_required, false, not_required, 0"
    })
    void theProofStandsWhateverTheScreeningSays(
            String answer, String before, boolean passed, String after, long decisions) {
        // given
        Pathway client = Pathway.registered();
        facts.change("update account set kyc = '" + before + "' where id = $1", client.id());
        if (passed) {
            facts.change("update account set kyc_passed_until = now() + interval '1 year' where id = $1", client.id());
        }
        String code = client.receiveCode();
        check.answer(client.id(), result(answer));

        // when
        client.enter(code)
                .then()
                .statusCode(200)
                .body("phoneVerified", equalTo(true))
                .body("kyc", equalTo(after));

        // then
        client.account().body("phoneVerified", equalTo(true)).body("kyc", equalTo(after));
        assertThat(decided(client)).isEqualTo(decisions);
    }

    @Test
    void whoPassesKycWhileTheChecksRunIsNotSentThereAgain() {
        // given
        Pathway client = Pathway.registered();
        String code = client.receiveCode();
        int asked = check.asked(client.id());
        CompletableFuture<CheckResult> answer = check.hold(client.id());
        CompletableFuture<Response> entered = CompletableFuture.supplyAsync(() -> client.enter(code));
        await().atMost(Duration.ofSeconds(10)).until(() -> check.asked(client.id()) > asked);

        // when
        facts.change(
                "update account set kyc = 'approved', kyc_passed_until = now() + interval '1 year' where id = $1",
                client.id());
        answer.complete(CheckResult.flagged(Map.of()));

        // then
        entered.join().then().statusCode(200).body("kyc", equalTo("approved"));
        assertThat(facts.count(
                        "select count(*) from decision where account_id = $1 and phase = 'phone_verified' and verdict = 'allow'",
                        client.id()))
                .isEqualTo(1);
    }

    @Test
    void aNewPhoneDoesNotTakeAPassAwayThatWasGivenWhileItWasLookedAt() {
        // given
        Pathway client = Pathway.registered();
        int asked = check.asked(client.id());
        CompletableFuture<CheckResult> answer = check.hold(client.id());
        CompletableFuture<Response> changed =
                CompletableFuture.supplyAsync(() -> client.changePhone(Identities.phone(), null));
        await().atMost(Duration.ofSeconds(10)).until(() -> check.asked(client.id()) > asked);

        // when
        facts.change(
                "update account set kyc = 'approved', kyc_passed_until = now() + interval '1 year' where id = $1",
                client.id());
        answer.complete(CheckResult.flagged(Map.of()));

        // then
        changed.join().then().statusCode(200).body("kyc", equalTo("approved"));
    }

    @Test
    void theProofStandsBeforeTheScreeningBegins() {
        // given
        Pathway client = Pathway.registered();
        String code = client.receiveCode();
        int asked = check.asked(client.id());
        CompletableFuture<CheckResult> answer = check.hold(client.id());

        // when
        CompletableFuture<Response> entered = CompletableFuture.supplyAsync(() -> client.enter(code));
        await().atMost(Duration.ofSeconds(10)).until(() -> check.asked(client.id()) > asked);

        // then
        client.account().body("phoneVerified", equalTo(true));
        assertThat(entered).isNotDone();
        answer.complete(result("flagged"));
        entered.join().then().statusCode(200).body("kyc", equalTo("required"));
    }

    @Test
    void aMailboxIsScreenedFromTheProofOfThePhoneOn() {
        // given
        Pathway client = Pathway.registered();
        int asked = check.asked(client.id());

        // when
        Pathway pending = Pathway.withEmail();
        client.verifyPhone().body("kyc", equalTo("not_required"));
        check.answer(client.id(), result("flagged"));
        client.verifyEmail().body("kyc", equalTo("required"));

        // then
        assertThat(check.asked(client.id()) - asked).isEqualTo(2);
        assertThat(decided(pending)).isZero();
    }

    private long decided(Pathway client) {
        return facts.count(
                "select count(*) from decision where account_id = $1 and phase = 'phone_verified'", client.id());
    }

    private static CheckResult result(String answer) {
        return switch (answer) {
            case "clear" -> CheckResult.clear(Map.of());
            case "flagged" -> CheckResult.flagged(Map.of());
            case "blocked" -> CheckResult.blocked(Map.of());
            case "unavailable" -> CheckResult.unavailable("test");
            default -> throw new IllegalArgumentException(answer);
        };
    }
}
