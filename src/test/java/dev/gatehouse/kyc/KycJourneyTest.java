package dev.gatehouse.kyc;

import static dev.gatehouse.kyc.KycClients.staff;
import static dev.gatehouse.testing.Refusals.expect;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.order.OrderKind;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client under KYC can and cannot do, over HTTP. */
@QuarkusTest
class KycJourneyTest {
    @Inject
    KycClients clients;

    @Inject
    HostedStub hosted;

    @Inject
    Facts facts;

    // --- what is stopped ---

    static Stream<Arguments> everyKindInEveryStateThatStops() {
        return Stream.of(OrderKind.values()).flatMap(kind -> Stream.of("required", "in_review", "rejected")
                .map(state -> Arguments.of(kind, state)));
    }

    @ParameterizedTest
    @MethodSource("everyKindInEveryStateThatStops")
    void nothingIsBoughtRenewedUpgradedPaidOrToppedUp(OrderKind kind, String state) {
        // given
        Pathway client = clients.underKyc();
        if (!state.equals("required")) {
            clients.inReview(client);
        }
        if (state.equals("rejected")) {
            clients.decide(clients.caseOf(client), "reject", null).then().statusCode(200);
        }
        client.account().body("kyc", equalTo(state));

        // when, then
        expect(order(client, kind, "wanted"), 403, "kyc-required");
        expect(automatic(client, kind), 403, "kyc-required");
        assertThat(facts.count("select count(*) from purchase_order where account_id = $1", client.id()))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(OrderKind.class)
    void everyKindGoesThroughAgainOnceItIsPassed(OrderKind kind) {
        Pathway client = clients.inReview(clients.underKyc());
        expect(order(client, kind, "wanted"), 403, "kyc-required");

        clients.decide(clients.caseOf(client), "approve", null).then().statusCode(200);

        order(client, kind, "wanted").then().statusCode(201);
    }

    @Test
    void anOrderThatWasAcceptedBeforeIsNotConfirmed() {
        // given
        Pathway client = clients.active();
        String order = client.order().then().statusCode(201).extract().path("id");
        clients.stopped(client);

        // when, then
        expect(confirm(order), 403, "kyc-required");
        clients.inReview(client);
        expect(confirm(order), 403, "kyc-required");
        clients.decide(clients.caseOf(client), "approve", null).then().statusCode(200);
        confirm(order).then().statusCode(200).body("status", equalTo("confirmed"));
    }

    private static Response order(Pathway client, OrderKind kind, String key) {
        return client.call()
                .header("Idempotency-Key", key)
                .body(Map.of("kind", kind.wireName(), "product", "vps-s", "serviceId", "srv-1"))
                .post("/orders");
    }

    private static Response automatic(Pathway client, OrderKind kind) {
        return staff().header("Gatehouse-Account", client.id().toString())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "kind", kind.wireName(), "product", "vps-s", "serviceId", "srv-1", "initiator", "automatic"))
                .post("/orders");
    }

    private static Response confirm(String order) {
        return staff().body(Map.of()).post("/orders/{id}/confirm", order);
    }

    // --- the way back ---

    @Test
    void whoHandsInAllIsReviewedAndApprovedForAYear() {
        // given
        Pathway client = clients.underKyc();
        client.account().body("nextSteps", contains("complete_kyc"));
        client.call()
                .get("/kyc")
                .then()
                .statusCode(200)
                .body("status", equalTo("required"))
                .body("caseId", notNullValue())
                .body("requirements", contains("identity_document", "selfie", "proof_of_address"))
                .body("documents", empty())
                .body("requestedAt", notNullValue())
                .body("$", not(hasKey("message")))
                .body("$", not(hasKey("verificationUrl")))
                .body("$", not(hasKey("decidedAt")));

        // when
        client.call()
                .post("/kyc/start")
                .then()
                .statusCode(200)
                .body("status", equalTo("required"))
                .body("$", not(hasKey("verificationUrl")));
        clients.uploadAll(client);

        // then
        client.call()
                .post("/kyc/submit")
                .then()
                .statusCode(202)
                .body("$", aMapWithSize(1))
                .body("status", equalTo("in_review"));
        client.account().body("kyc", equalTo("in_review")).body("nextSteps", empty());
        client.call()
                .get("/kyc")
                .then()
                .body("status", equalTo("in_review"))
                .body("documents.type", containsInAnyOrder("identity_document", "selfie", "proof_of_address"));
        client.call().post("/kyc/submit").then().statusCode(202).body("status", equalTo("in_review"));
        client.call().post("/kyc/start").then().statusCode(200).body("status", equalTo("in_review"));

        // when
        clients.decide(clients.caseOf(client), "approve", null)
                .then()
                .statusCode(200)
                .body("status", equalTo("approved"));

        // then another check's flag is lifted, too
        client.account().body("kyc", equalTo("approved")).body("status", equalTo("active"));
        client.call()
                .get("/kyc")
                .then()
                .body("status", equalTo("approved"))
                .body("requirements", empty())
                .body("decidedAt", notNullValue());
        client.from(KycClients.torExit()).order().then().statusCode(201);
        assertThat(facts.count(
                        "select count(*) from decision where account_id = $1 and phase = 'order' and verdict = 'allow'"
                                + " and trace @> '[{\"id\":\"tor-exit\",\"result\":\"flagged\",\"lifted\":true}]'",
                        client.id()))
                .isEqualTo(1);
        assertThat(facts.count(
                        "select count(*) from account where id = $1 and kyc_passed_until"
                                + " between now() + interval '364 days' and now() + interval '366 days'",
                        client.id()))
                .isEqualTo(1);

        // when the year is over
        facts.change("update account set kyc_passed_until = now() - interval '1 second' where id = $1", client.id());

        // then
        expect(client.from(KycClients.torExit()).order(), 403, "kyc-required");
        client.call().get("/kyc").then().body("status", equalTo("required")).body("documents", empty());
    }

    @Test
    void whatIsMissingIsNamed() {
        Pathway client = clients.underKyc();

        expect(client.call().post("/kyc/submit"), 422, "kyc-documents-missing")
                .body("detail", equalTo("Still to be uploaded: identity_document, selfie, proof_of_address."))
                .body("nextSteps", contains("complete_kyc"));
        clients.upload(client, "selfie", "identity_document");
        expect(client.call().post("/kyc/submit"), 422, "kyc-documents-missing")
                .body("detail", equalTo("Still to be uploaded: proof_of_address."));
        client.account().body("kyc", equalTo("required"));

        clients.upload(client, "proof_of_address");
        client.call().post("/kyc/submit").then().statusCode(202);
    }

    @Test
    void whereMoreIsWantedTheClientIsToldAndHandsInAgain() {
        // given
        Pathway client = clients.inReview(clients.underKyc());
        UUID first = clients.caseOf(client);

        // when
        clients.decide(first, "request_more", "  The photo is blurred. Please upload it again. ")
                .then()
                .statusCode(200)
                .body("status", equalTo("required"));

        // then
        client.account().body("kyc", equalTo("required")).body("nextSteps", contains("complete_kyc"));
        client.call()
                .get("/kyc")
                .then()
                .body("status", equalTo("required"))
                .body("caseId", equalTo(first.toString()))
                .body("message", equalTo("The photo is blurred. Please upload it again."))
                .body("$", not(hasKey("decidedAt")));
        clients.upload(client, "identity_document");
        client.call().post("/kyc/submit").then().statusCode(202);
        client.call().get("/kyc").then().body("status", equalTo("in_review")).body("$", not(hasKey("message")));
        clients.decide(first, "approve", null).then().statusCode(200);
        client.account().body("status", equalTo("active"));
    }

    @Test
    void whoIsRejectedReadsTheMessageAndCannotBeginAgain() {
        // given
        Pathway client = clients.inReview(clients.underKyc());
        clients.decide(clients.caseOf(client), "reject", "We could not confirm your identity.")
                .then()
                .statusCode(200);

        // when, then
        client.account().body("kyc", equalTo("rejected")).body("nextSteps", contains("contact_support"));
        client.call()
                .get("/kyc")
                .then()
                .body("status", equalTo("rejected"))
                .body("message", equalTo("We could not confirm your identity."))
                .body("requirements", empty())
                .body("decidedAt", notNullValue());
        for (String path : List.of("/kyc/start", "/kyc/submit")) {
            expect(client.call().post(path), 409, "kyc-already-decided").body("nextSteps", contains("contact_support"));
        }

        // when staff give another try
        staff().body(Map.of("action", "require_kyc", "reason", "new papers"))
                .post("/staff/accounts/{id}/actions", client.id())
                .then()
                .statusCode(200)
                .body("kyc", equalTo("required"));

        // then
        client.call()
                .get("/kyc")
                .then()
                .body("status", equalTo("required"))
                .body("documents", empty())
                .body("$", not(hasKey("message")));
        clients.inReview(client);
    }

    @Test
    void whoIsNotUnderKycHasNothingToDo() {
        Pathway client = clients.active();

        client.call()
                .get("/kyc")
                .then()
                .statusCode(200)
                .body("$", aMapWithSize(3))
                .body("status", equalTo("not_required"))
                .body("requirements", empty())
                .body("documents", empty());
        for (String path : List.of("/kyc/start", "/kyc/submit")) {
            expect(client.call().post(path), 409, "kyc-not-required");
        }
    }

    @Test
    void whomStaffLetThroughSeesNoOldMessage() {
        Pathway client = clients.inReview(clients.underKyc());
        clients.decide(clients.caseOf(client), "reject", "No.").then().statusCode(200);

        staff().body(Map.of("action", "clear_kyc", "reason", "we met"))
                .post("/staff/accounts/{id}/actions", client.id())
                .then()
                .statusCode(200);

        client.call()
                .get("/kyc")
                .then()
                .body("status", equalTo("approved"))
                .body("$", not(hasKey("message")))
                .body("$", not(hasKey("caseId")));
    }

    /** Accounts that came under KYC before there were cases. */
    @Test
    void whoHasNoCaseYetGetsOne() {
        Pathway client = clients.active();
        facts.change("update account set kyc = 'required' where id = $1", client.id());
        client.call().get("/kyc").then().body("status", equalTo("required")).body("$", not(hasKey("caseId")));
        expect(client.call().post("/kyc/submit"), 422, "kyc-documents-missing");

        client.call().post("/kyc/start").then().statusCode(200).body("caseId", notNullValue());

        clients.inReview(client);
    }

    // --- a hosted provider ---

    @Test
    void aHostedProviderLeadsTheClientOn() {
        // given
        Pathway client = clients.underKyc();
        clients.lead(client, HostedStub.ID, null);
        client.call().get("/kyc").then().body("requirements", empty()).body("$", not(hasKey("verificationUrl")));

        // when
        String first = start(client);
        String second = start(client);

        // then
        assertThat(first).isNotEqualTo(second);
        assertThat(clients.texts("select applicant_id from kyc_case where account_id = $1", client.id()))
                .containsExactly("applicant-" + clients.caseOf(client));
        client.call().get("/kyc").then().body("$", not(hasKey("verificationUrl")));
        expect(client.call().post("/kyc/submit"), 422, "kyc-documents-missing")
                .body("detail", containsString("/kyc/start"));
    }

    private static String start(Pathway client) {
        return client.call()
                .post("/kyc/start")
                .then()
                .statusCode(200)
                .body("status", equalTo("required"))
                .body("verificationUrl", startsWith("https://kyc.example.org/"))
                .extract()
                .path("verificationUrl");
    }

    @Test
    void aProviderThatIsAwayIsToldWithoutItsWords() {
        Pathway client = clients.underKyc();
        clients.lead(client, HostedStub.ID, null);
        hosted.away(client.id(), true);

        expect(client.call().post("/kyc/start"), 503, "service-unavailable")
                .header("Retry-After", "30")
                .body("detail", not(containsString("secret")));

        hosted.away(client.id(), false);
        start(client);
    }

    // --- who may ask ---

    @Test
    void everybodySeesOnlyTheirOwn() {
        Pathway client = clients.underKyc();
        String account = client.id().toString();
        List<Integer> statuses = new ArrayList<>();
        statuses.add(given().get("/kyc").statusCode());
        statuses.add(client.anonymous().post("/kyc/start").statusCode());
        statuses.add(client.anonymous().post("/kyc/submit").statusCode());
        assertThat(statuses).containsOnly(401);

        clients.active()
                .call()
                .header("Gatehouse-Account", account)
                .get("/kyc")
                .then()
                .body("status", equalTo("not_required"));
        String panel = KycClients.key("panel:accounts");
        KycClients.with(panel)
                .header("Gatehouse-Account", account)
                .get("/kyc")
                .then()
                .statusCode(200)
                .body("status", equalTo("required"));
        expect(
                KycClients.with(panel)
                        .header("Gatehouse-Account", UUID.randomUUID().toString())
                        .get("/kyc"),
                404,
                "not-found");
        expect(
                KycClients.with(KycClients.key("panel:orders"))
                        .header("Gatehouse-Account", account)
                        .get("/kyc"),
                403,
                "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kyc/start", "/kyc/submit"})
    void thePanelActsForItsClient(String path) {
        Pathway client = clients.underKyc();
        clients.uploadAll(client);

        assertThat(KycClients.with(KycClients.key("panel:accounts"))
                        .header("Gatehouse-Account", client.id().toString())
                        .post(path)
                        .statusCode())
                .isBetween(200, 202);
    }
}
