package dev.gatehouse.staff;

import static dev.gatehouse.kyc.KycClients.key;
import static dev.gatehouse.kyc.KycClients.staff;
import static dev.gatehouse.kyc.KycClients.with;
import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.kyc.KycClients;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The review queue and its decisions. */
@QuarkusTest
class StaffKycTest {
    @Inject
    KycClients clients;

    @Inject
    Facts facts;

    @Test
    void theQueueHasWhoeverWaits() {
        // given
        Pathway waiting = clients.inReview(clients.underKyc());
        Pathway opened = clients.underKyc();
        String first = clients.caseOf(waiting).toString();
        String second = clients.caseOf(opened).toString();

        // when, then: newest first
        JsonPath required = listed("status=required&limit=200");
        assertThat(required.getList("items.id", String.class)).contains(second).doesNotContain(first);
        assertThat(required.getMap("items.find { it.id == '" + second + "' }"))
                .containsOnlyKeys("id", "accountId", "status", "requestedAt")
                .containsEntry("accountId", opened.id().toString())
                .containsEntry("status", "required");
        JsonPath inReview = listed("status=in_review&limit=200");
        assertThat(inReview.getList("items.id", String.class)).contains(first).doesNotContain(second);
        assertThat(inReview.getString("items.find { it.id == '" + first + "' }.submittedAt"))
                .isNotNull();
        assertThat(listed("limit=200").getList("items.id", String.class)).containsSubsequence(second, first);
        JsonPath page = listed("limit=1");
        assertThat(page.getList("items")).hasSize(1);
        assertThat(listed("limit=1&cursor=" + page.getString("nextCursor")).getString("items[0].id"))
                .isLessThan(page.getString("items[0].id"));
        staff().get("/staff/accounts/" + waiting.id()).then().body("cases.id", contains(first));
    }

    private static JsonPath listed(String query) {
        return staff().get("/staff/kyc?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @ParameterizedTest
    @CsvSource({"status, open, malformed", "limit, 0, out-of-range", "cursor, x, malformed"})
    void aFilterThatCannotBeReadIsRefused(String name, String value, String code) {
        invalid(staff().queryParam(name, value).get("/staff/kyc"), name, code);
    }

    @Test
    void theFileTellsAll() {
        // given
        Pathway client = clients.inReview(clients.underKyc());
        UUID id = clients.caseOf(client);

        // when
        decided(id, "request_more", "clientMessage", "Again, please.", "note", "blurred")
                .then()
                .statusCode(200);

        // then
        staff().get("/staff/kyc/{id}", id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id.toString()))
                .body("accountId", equalTo(client.id().toString()))
                .body("status", equalTo("required"))
                .body("provider", equalTo("manual"))
                .body("checks", contains("minfraud"))
                .body("decisionId", notNullValue())
                .body("message", equalTo("Again, please."))
                .body("documents.type", containsInAnyOrder("identity_document", "selfie", "proof_of_address"))
                .body("documents[0].keySet()", containsInAnyOrder("id", "type", "mediaType", "size", "receivedAt"))
                .body("history.event", contains("opened", "submit", "request_more"))
                .body("history.status", contains("required", "in_review", "required"))
                .body("history[0].actor", equalTo("chain"))
                .body("history[1].actor", equalTo("account:" + client.id()))
                .body("history[2].actor", startsWith("key:"))
                .body("history[2].clientMessage", equalTo("Again, please."))
                .body("history[2].note", equalTo("blurred"));
        String decision = staff().get("/staff/kyc/{id}", id).jsonPath().getString("decisionId");
        staff().get("/staff/decisions/{id}", decision).then().body("verdict", equalTo("review"));
    }

    @Test
    void theNoteIsForStaffAlone() {
        Pathway client = clients.inReview(clients.underKyc());
        decided(clients.caseOf(client), "reject", "note", "forged").then().statusCode(200);

        assertThat(client.call().get("/kyc").asString()).doesNotContain("forged", "minfraud", "checks");
    }

    @ParameterizedTest
    @CsvSource({"approve, kyc.approved, not_fraud", "reject, kyc.rejected, suspected_fraud"})
    void aDecisionIsAuditedAndReported(String decision, String act, String tag) {
        Pathway client = clients.inReview(clients.underKyc());

        decided(clients.caseOf(client), decision).then().statusCode(200);

        assertThat(clients.acts(client)).containsExactly(act);
        assertThat(facts.count(
                        "select count(*) from audit_entry where subject = concat('account:', $1::uuid)"
                                + " and actor like 'key:%' and detail::jsonb ->> 'before' = 'in_review'",
                        client.id()))
                .isEqualTo(1);
        assertThat(facts.count(
                        "select count(*) from minfraud_report r join decision d on d.id = r.transaction_id"
                                + " where d.account_id = $1 and tag = '" + tag + '\'',
                        client.id()))
                .isEqualTo(1);
    }

    @Test
    void aCaseMayBeDecidedBeforeItIsHandedIn() {
        Pathway client = clients.underKyc();

        decided(clients.caseOf(client), "approve").then().statusCode(200);

        client.account().body("status", equalTo("active"));
    }

    @Test
    void aDecisionStands() {
        Pathway client = clients.inReview(clients.underKyc());
        UUID id = clients.caseOf(client);
        decided(id, "reject").then().statusCode(200);

        for (String decision : List.of("approve", "reject")) {
            expect(decided(id, decision), 409, "kyc-already-decided");
        }
        expect(decided(id, "request_more", "clientMessage", "Again."), 409, "kyc-already-decided");

        client.account().body("kyc", equalTo("rejected"));
        assertThat(clients.acts(client)).containsExactly("kyc.rejected");
    }

    @Test
    void ofTwoWhoDecideAtOnceOneWins() {
        Pathway client = clients.inReview(clients.underKyc());
        UUID id = clients.caseOf(client);
        AtomicInteger turn = new AtomicInteger();

        List<Integer> statuses =
                Parallel.times(6, () -> decided(id, turn.getAndIncrement() % 2 == 0 ? "approve" : "reject")
                        .statusCode());

        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(clients.acts(client)).hasSize(1);
        assertThat(clients.mails(client)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            decision,      ,          /decision,      required
            decision,      fly,       /decision,      unknown
            decision,      APPROVE,   /decision,      unknown
            decision,      request_more, /clientMessage, required
            clientMessage, 'a\u0007', /clientMessage, malformed
            note,          'a\u0007', /note,          malformed
            """)
    void aBodyThatIsNotGoodIsRefused(String field, @Nullable String value, String pointer, String code) {
        Pathway client = clients.underKyc();

        invalid(decided(clients.caseOf(client), "approve", field, value), pointer, code);
        client.account().body("kyc", equalTo("required"));
    }

    @Test
    void textsAreBounded() {
        Pathway client = clients.underKyc();
        UUID id = clients.caseOf(client);

        invalid(decided(id, "request_more", "clientMessage", "x".repeat(1001)), "/clientMessage", "too-long");
        invalid(decided(id, "request_more", "clientMessage", "  "), "/clientMessage", "required");
        decided(id, "request_more", "clientMessage", "x".repeat(1000)).then().statusCode(200);
        expect(decided(id, "approve", "colour", "red"), 400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-7000-8000-000000000000", "x"})
    void aCaseThatIsNotThere(String id) {
        expect(staff().get("/staff/kyc/{id}", id), 404, "not-found");
        expect(staff().body(Map.of("decision", "approve")).post("/staff/kyc/{id}/decision", id), 404, "not-found");
    }

    @Test
    void onlyStaffSeeAndOnlyWhoMayDecideDecides() {
        Pathway client = clients.underKyc();
        UUID id = clients.caseOf(client);
        Map<String, Object> body = Map.of("decision", "approve");

        assertThat(given().get("/staff/kyc/{id}", id).statusCode()).isEqualTo(401);
        for (String path : List.of("/staff/kyc", "/staff/kyc/" + id)) {
            expect(client.call().get(path), 403, "forbidden");
            expect(with(key("panel:accounts")).get(path), 403, "forbidden");
            assertThat(with(key("staff:read")).get(path).statusCode()).isEqualTo(200);
        }
        assertThat(given().contentType(ContentType.JSON)
                        .body(body)
                        .post("/staff/kyc/{id}/decision", id)
                        .statusCode())
                .isEqualTo(401);
        for (String scope : List.of("staff:read", "staff:kyc", "panel:accounts")) {
            expect(with(key(scope)).body(body).post("/staff/kyc/{id}/decision", id), 403, "forbidden");
        }
        with(key("staff:decide"))
                .body(body)
                .post("/staff/kyc/{id}/decision", id)
                .then()
                .statusCode(200)
                .body("decidedAt", notNullValue())
                .body("message", nullValue());
    }

    private static Response decided(UUID id, String decision, @Nullable String... more) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("decision", decision);
        for (int i = 0; i < more.length; i += 2) {
            body.put(String.valueOf(more[i]), more[i + 1]);
        }
        return staff().body(body).post("/staff/kyc/{id}/decision", id);
    }
}
