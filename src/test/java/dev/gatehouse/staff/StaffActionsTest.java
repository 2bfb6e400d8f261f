package dev.gatehouse.staff;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff do about accounts, and what their clients meet afterwards. */
@QuarkusTest
class StaffActionsTest {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    private static final Map<String, Object> VPN = Map.of("is_anonymous_vpn", true);

    @Inject
    Facts facts;

    @Inject
    MovableClock clock;

    // --- KYC ---

    @Test
    void whoIsClearedOrdersAndIsNotSentBackForAYear() {
        // given
        Pathway client = underKyc();
        expect(client.order("wanted"), 403, "kyc-required");

        // when
        Instant before = clock.instant();
        act(client, "clear_kyc")
                .statusCode(200)
                .body("id", equalTo(client.id().toString()))
                .body("kyc", equalTo("approved"))
                .body("status", equalTo("active"))
                .body("nextSteps", empty());

        // then the same order goes through, though its checks still flag
        client.order("wanted").then().statusCode(201);
        assertThat(lastOrderIsLifted(client)).isTrue();
        Instant until = Instant.parse(seen(client).getString("facts.kycPassedUntil"));
        assertThat(until)
                .isBetween(
                        before.plus(Duration.ofDays(365)).minusSeconds(1),
                        clock.instant().plus(Duration.ofDays(365)));

        // when the year is nearly over (in the database, for lists and sessions age by the clock)
        facts.change(
                "update account set kyc_passed_until = kyc_passed_until - interval '364 days' where id = $1",
                client.id());
        clock.advance(Duration.ofHours(23));
        client.signIn(Pathway.PASSWORD);

        // then
        client.order().then().statusCode(201);

        // when it is over
        clock.advance(Duration.ofHours(2));
        client.signIn(Pathway.PASSWORD);

        // then
        expect(client.order(), 403, "kyc-required");
        client.account().body("kyc", equalTo("required"));
    }

    @Test
    void aVoidPassLiftsNothing() {
        // given
        Pathway client = underKyc();
        act(client, "clear_kyc").statusCode(200);

        // when
        act(client, "void_kyc_pass").statusCode(200).body("kyc", equalTo("approved"));

        // then
        assertThat(seen(client).getString("facts.kycPassedUntil")).isNull();
        expect(client.order(), 403, "kyc-required");
        act(client, "void_kyc_pass").statusCode(200).body("kyc", equalTo("required"));
    }

    @Test
    void kycThatStaffAskForStopsOrdersAndVoidsThePass() {
        // given
        Pathway client = Pathway.active();
        act(client, "clear_kyc").statusCode(200);

        // when
        act(client, "require_kyc")
                .statusCode(200)
                .body("kyc", equalTo("required"))
                .body("status", equalTo("kyc_required"))
                .body("nextSteps", contains("complete_kyc"));

        // then
        expect(client.order(), 403, "kyc-required").body("nextSteps", contains("complete_kyc"));
        assertThat(seen(client).getString("facts.kycPassedUntil")).isNull();
    }

    @Test
    void whatIsInReviewStaysThere() {
        Pathway client = Pathway.active();
        facts.change("update account set kyc = 'in_review' where id = $1", client.id());

        act(client, "require_kyc").statusCode(200).body("kyc", equalTo("in_review"));
    }

    // --- suspension ---

    @Test
    void whoIsSuspendedIsSignedOutAndOrdersNothingUntilReinstated() {
        // given
        Pathway client = Pathway.active();

        // when
        act(client, "suspend", "value", "chargeback")
                .statusCode(200)
                .body("status", equalTo("suspended"))
                .body("nextSteps", contains("contact_support"));

        // then
        expect(client.call().get("/account"), 401, "unauthenticated");
        assertThat(client.anonymous()
                        .body(Map.of("refreshToken", client.refreshToken()))
                        .post("/sessions/refresh")
                        .statusCode())
                .isEqualTo(401);
        client.signIn(Pathway.PASSWORD).body("account.status", equalTo("suspended"));
        expect(client.order("wanted"), 403, "account-suspended").body("nextSteps", contains("contact_support"));
        assertThat(reports(client, "chargeback")).isEqualTo(1);

        // when
        act(client, "reinstate", "value", "not_fraud").statusCode(200).body("status", equalTo("active"));

        // then
        client.order("wanted").then().statusCode(201);
        assertThat(reports(client, "not_fraud")).isEqualTo(1);
    }

    @Test
    void suspensionAndKycAreTwoThings() {
        Pathway client = Pathway.active();
        act(client, "require_kyc").statusCode(200);
        act(client, "suspend").body("status", equalTo("suspended")).body("kyc", equalTo("required"));

        act(client, "clear_kyc").statusCode(200).body("status", equalTo("suspended"));

        act(client, "reinstate").statusCode(200).body("status", equalTo("active"));
    }

    @Test
    void whatIsSoAlreadyStaysSo() {
        // given
        Pathway client = Pathway.active();
        act(client, "reinstate").statusCode(200).body("status", equalTo("active"));
        act(client, "suspend").statusCode(200);
        String since = seen(client).getString("facts.suspendedAt");

        // when
        clock.advance(Duration.ofMinutes(1));
        List<Integer> answers =
                Parallel.times(4, () -> act(client, "suspend").extract().statusCode());

        // then
        assertThat(answers).containsOnly(200);
        assertThat(seen(client).getString("facts.suspendedAt")).isEqualTo(since).isNotNull();
        assertThat(seen(client).getList("actions")).hasSize(6);
    }

    // --- the phone ---

    @Test
    void aPhoneIsConfirmedWithoutAnSms() {
        // given
        Pathway client = Pathway.withEmail();
        expect(client.order(), 403, "verification-required");
        invalid(acted(client, "confirm_phone", "value", Identities.phone()), "/value", "mismatch");
        client.account().body("phoneVerified", equalTo(false));

        // when
        act(client, "confirm_phone", "value", client.phone())
                .statusCode(200)
                .body("phoneVerified", equalTo(true))
                .body("status", equalTo("active"));

        // then
        client.order().then().statusCode(201);
        expect(client.sendCode(), 409, "already-verified");
        assertThat(facts.count(
                        "select count(*) from account_identifier where account_id = $1 and kind = 'phone'",
                        client.id()))
                .isEqualTo(1);
        String since = seen(client).getString("facts.phoneVerifiedAt");
        act(client, "confirm_phone").statusCode(200);
        assertThat(seen(client).getString("facts.phoneVerifiedAt")).isEqualTo(since);
        assertThat(facts.count(
                        "select count(*) from audit_entry where subject = 'account:' || $1::uuid and detail like '%+49%'",
                        client.id()))
                .as("no number is kept")
                .isZero();
    }

    @Test
    void aPhoneThatIsNotThereCannotBeConfirmed() {
        Pathway client = Pathway.withEmail();
        facts.change("update account set phone = null where id = $1", client.id());

        expect(acted(client, "confirm_phone"), 422, "phone-missing");
        assertThat(seen(client).getList("actions")).isEmpty();
    }

    // --- what is told and kept ---

    @ParameterizedTest
    @CsvSource({
        "suspend,   fraud,      suspected_fraud, fraud",
        "suspend,   chargeback, chargeback,      chargeback",
        "suspend,   spam,       spam_or_abuse,   spam",
        "suspend,   ,           ,                ",
        "clear_kyc, ,           not_fraud,       not_fraud",
        "reinstate, not_fraud,  not_fraud,       not_fraud",
    })
    void whatStaffFoundIsReportedAboutTheNewestAnswer(
            String action, @Nullable String value, @Nullable String tag, @Nullable String finding) {
        // given
        Pathway client = Pathway.active();
        client.order().then().statusCode(201);

        // when
        act(client, action, "value", value).statusCode(200);

        // then
        assertThat(facts.count(
                        "select count(*) from minfraud_report r join decision d on d.id = r.transaction_id"
                                + " where d.account_id = $1",
                        client.id()))
                .isEqualTo(tag == null ? 0 : 1);
        if (tag != null) {
            assertThat(reports(client, tag)).isEqualTo(1);
            assertThat(facts.count(
                            "select count(*) from minfraud_report r join decision d on d.id = r.transaction_id"
                                    + " where d.account_id = $1 and d.phase = 'order'",
                            client.id()))
                    .isEqualTo(1);
        }
        assertThat(seen(client).getString("actions[0].finding")).isEqualTo(finding);
    }

    @Test
    void whoWasNeverAskedAboutIsNotReported() {
        Pathway client = Pathway.active();
        facts.change(
                "update decision set trace = '[{\"id\":\"minfraud\",\"mode\":\"enforce\",\"result\":\"unavailable\","
                        + "\"action\":\"allow\",\"lifted\":false,\"evidence\":{\"reason\":\"timeout\"},\"millis\":1}]'"
                        + " where account_id = $1",
                client.id());

        act(client, "suspend", "value", "fraud").statusCode(200).body("status", equalTo("suspended"));

        assertThat(reports(client, "suspected_fraud")).isZero();
    }

    @Test
    void staffSeeWhatWasDone() {
        // given
        Pathway client = Pathway.active();
        staff().get("/staff/accounts/" + client.id()).then().body("actions", empty());

        // when
        act(client, "suspend", "value", "spam").statusCode(200);
        with(key("staff:decide"))
                .body(Map.of("action", "reinstate", "reason", "  It was their neighbour  "))
                .post("/staff/accounts/{id}/actions", client.id())
                .then()
                .statusCode(200);

        // then
        staff().get("/staff/accounts/" + client.id())
                .then()
                .body("actions.action", contains("reinstate", "suspend"))
                .body("actions[0].reason", equalTo("It was their neighbour"))
                .body("actions[0]", not(hasKey("finding")))
                .body("actions[0].actor", startsWith("key:"))
                .body("actions[0].id", notNullValue())
                .body("actions[0].createdAt", notNullValue())
                .body("actions[1].finding", equalTo("spam"))
                .body("facts.suspendedAt", nullValue());
    }

    @Test
    void theListOfActionsIsBounded() {
        Pathway client = Pathway.registered();
        for (int i = 0; i < 51; i++) {
            act(client, "reinstate").statusCode(200);
        }

        staff().get("/staff/accounts/" + client.id()).then().body("actions", hasSize(50));
    }

    // --- what is refused ---

    @Test
    void onlyStaffWhoMayDecideAct() {
        Pathway client = Pathway.registered();
        Map<String, Object> body = Map.of("action", "reinstate", "reason", "a reason");
        String path = "/staff/accounts/" + client.id() + "/actions";

        assertThat(given().contentType(ContentType.JSON).body(body).post(path).statusCode())
                .isEqualTo(401);
        expect(client.call().body(body).post(path), 403, "forbidden");
        for (String scope : List.of("panel:orders", "panel:accounts", "staff:read", "staff:kyc", "staff:admin")) {
            expect(with(key(scope)).body(body).post(path), 403, "forbidden");
        }
        assertThat(with(key("staff:decide")).body(body).post(path).statusCode()).isEqualTo(200);
        expect(with(key("staff:decide")).get("/staff/accounts/" + client.id()), 403, "forbidden");
    }

    @Test
    void whoIsNotThereOrGoneIsNotActedOn() {
        Map<String, Object> body = Map.of("action", "suspend", "reason", "a reason");
        expect(staff().body(body).post("/staff/accounts/{id}/actions", UUID.randomUUID()), 404, "not-found");
        expect(staff().body(body).post("/staff/accounts/{id}/actions", "x"), 404, "not-found");

        Pathway client = Pathway.registered();
        facts.change("update account set closed_at = now() where id = $1", client.id());
        // What is closed may still hold what has to be erased.
        for (StaffAction action : EnumSet.complementOf(EnumSet.of(StaffAction.ERASE))) {
            invalid(acted(client, action.wireName()), "/action", "account-closed");
        }
        assertThat(seen(client).getList("actions")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fly", "SUSPEND", ""})
    void anUnknownActionIsRefused(String action) {
        invalid(acted(Pathway.registered(), action), "/action", "unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "action, ,            required",
        "reason, ,            required",
        "reason, '  ',        required",
        "reason, 'a\u0007b',  malformed",
        "value,  not_fraud,   not-allowed",
    })
    void aBodyThatIsNotGoodIsRefused(String field, @Nullable String text, String code) {
        Pathway client = Pathway.registered();

        invalid(acted(client, "suspend", field, text), '/' + field, code);
        assertThat(seen(client).getString("account.status")).isEqualTo("pending_verification");
    }

    @Test
    void aReasonIsBounded() {
        Pathway client = Pathway.registered();

        act(client, "suspend", "reason", "x".repeat(500)).statusCode(200);
        invalid(acted(client, "suspend", "reason", "x".repeat(501)), "/reason", "too-long");
        invalid(acted(client, "suspend", "value", "x".repeat(255)), "/value", "too-long");
        expect(acted(client, "suspend", "colour", "red"), 400, "malformed-request");
        expect(staff().post("/staff/accounts/{id}/actions", client.id()), 400, "malformed-request");
    }

    private static Pathway underKyc() {
        String address = Identities.address();
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", address, "riskScore", 1, "traits", VPN))
                .post("/sandbox/minfraud")
                .then()
                .statusCode(204);
        Pathway client = Pathway.fresh().from(address);
        client.register().body("account.kyc", equalTo("required"));
        client.verifyEmail();
        client.verifyPhone();
        return client;
    }

    private boolean lastOrderIsLifted(Pathway client) {
        return facts.count(
                        "select count(*) from decision where account_id = $1 and phase = 'order' and verdict = 'allow'"
                                + " and trace @> '[{\"id\":\"minfraud\",\"result\":\"flagged\",\"lifted\":true}]'",
                        client.id())
                == 1;
    }

    private long reports(Pathway client, String tag) {
        return facts.count(
                "select count(*) from minfraud_report r join decision d on d.id = r.transaction_id"
                        + " where d.account_id = $1 and tag = '" + tag + '\'',
                client.id());
    }

    private static ValidatableResponse act(Pathway client, String action, @Nullable String... more) {
        return acted(client, action, more).then();
    }

    private static Response acted(Pathway client, String action, @Nullable String... more) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("action", action);
        body.put("reason", "a reason");
        for (int i = 0; i < more.length; i += 2) {
            body.put(String.valueOf(more[i]), more[i + 1]);
        }
        return staff().body(body).post("/staff/accounts/{id}/actions", client.id());
    }

    private static JsonPath seen(Pathway client) {
        return staff().get("/staff/accounts/" + client.id()).jsonPath();
    }

    private static RequestSpecification staff() {
        return with(BOOTSTRAP);
    }

    private static String key(String scope) {
        return staff().body(Map.of("name", "a key", "scopes", List.of(scope)))
                .post("/staff/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    private static RequestSpecification with(String key) {
        return given().header("X-Api-Key", key).contentType(ContentType.JSON);
    }
}
