package dev.gatehouse.staff;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.StaffSignIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff do is on record, all of it, and what is on record can be found and verified. */
@QuarkusTest
class StaffAuditTest {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    private static final String BOOTSTRAP_ACTOR = "key:00000000-0000-0000-0000-000000000000";
    private static final List<String> EVERY_ROLE = List.of("staff:read", "staff:decide", "staff:kyc", "staff:admin");

    /** What other tests show: those of the feature. An operation that is neither there nor here fails the build. */
    private static final Set<String> SHOWN_ELSEWHERE = Set.of(
            "/staff/kyc", "/staff/tickets", "/staff/imports", "/staff/resellers", "/staff/webhook", "/staff/erasure");

    interface Call {
        Response by(RequestSpecification staff);
    }

    /**
     * A row: what staff do, what is recorded of it.
     *
     * @param operation its id in the contract
     * @param acted what stands in the log
     * @param call does it
     */
    record Act(String operation, String acted, Call call) {
        @Override
        public String toString() {
            return operation + " " + acted;
        }
    }

    static Stream<Act> acts() {
        Stream<Act> actions = Stream.of(StaffAction.values())
                .filter(action -> !action.name().equals("ERASE"))
                .map(action -> new Act("actOnAccount", action.recorded(), staff -> staff.body(body(action))
                        .post(
                                "/staff/accounts/{id}/actions",
                                Pathway.registered().id())));
        Stream<Act> others = Stream.of(
                new Act("createKey", "key.created", StaffAuditTest::newKey),
                new Act(
                        "revokeKey",
                        "key.revoked",
                        staff -> staff.delete(
                                "/staff/keys/{id}", newKey(with(BOOTSTRAP)).<String>path("id"))),
                new Act("addListEntry", "list_entry.added", StaffAuditTest::newEntry),
                new Act(
                        "endListEntry",
                        "list_entry.ended",
                        staff -> staff.delete(
                                "/staff/lists/deny/{id}",
                                newEntry(with(BOOTSTRAP)).<String>path("id"))),
                new Act("changeCheck", "policy.changed", staff -> {
                    Response changed =
                            staff.body(Map.of("mode", "off", "phase", "order")).put("/staff/checks/geo-consistency");
                    with(BOOTSTRAP)
                            .body(Map.of("mode", "shadow", "phase", "order"))
                            .put("/staff/checks/geo-consistency")
                            .then()
                            .statusCode(200);
                    return changed;
                }),
                new Act("refreshFeed", "feed.refresh_asked", staff -> staff.post("/staff/feeds/tor-exits/refresh")),
                // Reads of what is somebody's.
                new Act("findAccounts", "account.searched", staff -> staff.get("/staff/accounts?email=a@example.org")),
                new Act(
                        "getStaffAccount",
                        "account.read",
                        staff -> staff.get(
                                "/staff/accounts/{id}", Pathway.registered().id())));
        return Stream.concat(actions, others);
    }

    private static Map<String, Object> body(StaffAction action) {
        Map<String, Object> body = new HashMap<>(Map.of("action", action.wireName(), "reason", "a reason"));
        switch (action) {
            case CHANGE_EMAIL -> body.put("value", Identities.email());
            case CHANGE_PHONE -> body.put("value", Identities.phone());
            default -> body.remove("value");
        }
        return body;
    }

    private static Response newKey(RequestSpecification staff) {
        return staff.body(Map.of("name", "Anna's key", "scopes", List.of("staff:read")))
                .post("/staff/keys");
    }

    private static Response newEntry(RequestSpecification staff) {
        return staff.body(Map.of("kind", "email", "value", Identities.email(), "reason", "a reason"))
                .post("/staff/lists/deny");
    }

    @ParameterizedTest
    @MethodSource("acts")
    void whatStaffDoIsOnRecord(Act act) {
        // given somebody of whom nothing is on record
        String person = "person-" + UUID.randomUUID();
        String token = StaffSignIn.token(Map.of("sub", person, "roles", EVERY_ROLE));

        // when
        Response done = act.call().by(bearer(token));

        // then
        assertThat(done.statusCode()).as(done.asString()).isBetween(200, 204);
        JsonPath log = log("actor", "oidc:" + person);
        assertThat(log.getList("items.action")).containsExactly(act.acted());
        assertThat(log.getString("items[0].subject")).matches("[a-z_]+(:[a-z0-9-]+)?");
        assertThat(log.getString("items[0].detail")).as("nothing personal").doesNotContain("@", "+49", "Anna");
    }

    @Test
    void noOperationIsForgotten() {
        Map<String, Map<String, Map<String, Object>>> paths = given().queryParam("format", "json")
                .get("/q/openapi")
                .jsonPath()
                .getMap("paths");
        Set<String> changing = new HashSet<>();
        paths.forEach((path, operations) -> {
            if (path.startsWith("/staff/") && SHOWN_ELSEWHERE.stream().noneMatch(path::startsWith)) {
                operations.forEach((method, operation) -> {
                    if (Set.of("post", "put", "patch", "delete").contains(method)) {
                        changing.add(String.valueOf(operation.get("operationId")));
                    }
                });
            }
        });

        assertThat(changing).hasSizeGreaterThanOrEqualTo(7);
        assertThat(acts().map(Act::operation).collect(Collectors.toSet()))
                .as("a row for each operation of staff's that changes something")
                .containsAll(changing);
    }

    @Test
    void whatCameToNothingIsNot() {
        String person = "person-" + UUID.randomUUID();
        String token = StaffSignIn.token(Map.of("sub", person, "roles", EVERY_ROLE));
        UUID nobody = UUID.randomUUID();

        expect(bearer(token).get("/staff/accounts/{id}", nobody), 404, "not-found");
        expect(bearer(token).delete("/staff/keys/{id}", nobody), 404, "not-found");
        expect(bearer(token).delete("/staff/lists/deny/{id}", nobody), 404, "not-found");
        expect(bearer(token).post("/staff/feeds/nothing/refresh"), 404, "not-found");
        expect(
                bearer(token)
                        .body(Map.of("action", "suspend", "reason", "a reason"))
                        .post("/staff/accounts/{id}/actions", nobody),
                404,
                "not-found");
        bearer(token)
                .body(Map.of("mode", "shadow", "phase", "order"))
                .put("/staff/checks/geo-consistency")
                .then()
                .statusCode(200);

        assertThat(log("actor", "oidc:" + person).getList("items")).isEmpty();
    }

    @Test
    void anEntrySaysWhoDidWhatToWhom() {
        Pathway client = Pathway.registered();
        String subject = "account:" + client.id();
        for (String action : List.of("suspend", "reinstate", "require_kyc")) {
            with(BOOTSTRAP)
                    .body(Map.of("action", action, "reason", "because of " + action))
                    .post("/staff/accounts/{id}/actions", client.id())
                    .then()
                    .statusCode(200);
        }

        with(BOOTSTRAP)
                .queryParam("subject", subject)
                .get("/staff/audit")
                .then()
                .statusCode(200)
                .body("items.action", contains("account.require_kyc", "account.reinstate", "account.suspend"))
                .body("items.actor", everyItem(equalTo(BOOTSTRAP_ACTOR)))
                .body("items.subject", everyItem(equalTo(subject)))
                .body("items.hash", everyItem(matchesPattern("[0-9a-f]{64}")))
                .body("items[2].detail.reason", equalTo("because of suspend"))
                .body("items[2]", hasKey("at"))
                .body("nextCursor", nullValue());
        with(BOOTSTRAP)
                .queryParam("subject", subject)
                .queryParam("action", "account.suspend")
                .queryParam("actor", BOOTSTRAP_ACTOR)
                .get("/staff/audit")
                .then()
                .body("items", hasSize(1));
        assertThat(log("subject", subject + "x").getList("items")).isEmpty();
        assertThat(log("action", "' or true --").getList("items")).isEmpty();
    }

    @Test
    void theLogHasPages() {
        Pathway client = Pathway.registered();
        for (int i = 0; i < 5; i++) {
            with(BOOTSTRAP).get("/staff/accounts/{id}", client.id()).then().statusCode(200);
        }
        Set<String> seen = new HashSet<>();
        String cursor = null;
        int pages = 0;
        do {
            RequestSpecification request = with(BOOTSTRAP)
                    .queryParam("subject", "account:" + client.id())
                    .queryParam("limit", 2);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/staff/audit")
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
            pages++;
        } while (cursor != null);

        assertThat(seen).hasSize(5);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void theChainIsVerified() {
        with(BOOTSTRAP).get("/staff/accounts").then().statusCode(200);

        JsonPath verified = with(BOOTSTRAP)
                .get("/staff/audit/verification")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true))
                .body("entries", greaterThan(0))
                .body("head", matchesPattern("[0-9a-f]{64}"))
                .body("$", not(hasKey("firstBreak")))
                .extract()
                .jsonPath();

        with(BOOTSTRAP).get("/staff/accounts").then().statusCode(200);
        anchored(verified.getLong("entries"), verified.getString("head")).then().body("intact", equalTo(true));
        anchored(verified.getLong("entries"), "00".repeat(32))
                .then()
                .statusCode(200)
                .body("intact", equalTo(false))
                .body("firstBreak.seq", equalTo(verified.getInt("entries")))
                .body("firstBreak.what", equalTo("not_the_anchor"));
        invalid(anchored(0, "00".repeat(32)), "seq", "malformed");
        invalid(anchored(1, "x"), "hash", "malformed");
        invalid(with(BOOTSTRAP).queryParam("seq", 1).get("/staff/audit/verification"), "hash", "required");
        invalid(with(BOOTSTRAP).queryParam("hash", "x").get("/staff/audit/verification"), "seq", "required");
    }

    private static Response anchored(long seq, String hash) {
        return with(BOOTSTRAP).queryParam("seq", seq).queryParam("hash", hash).get("/staff/audit/verification");
    }

    // --- who may ---

    @ParameterizedTest
    @ValueSource(strings = {"/staff/audit", "/staff/audit/verification"})
    void onlyStaffWhoReadOrAdministerLook(String path) {
        Pathway client = Pathway.registered();

        expect(given().get(path), 401, "unauthenticated");
        expect(client.call().get(path), 403, "forbidden");
        for (String role : List.of("staff:decide", "staff:kyc", "panel:orders", "client")) {
            expect(
                    bearer(StaffSignIn.token(Map.of("sub", "x", "roles", List.of(role))))
                            .get(path),
                    403,
                    "forbidden");
        }
        for (String role : List.of("staff:read", "staff:admin")) {
            String token = StaffSignIn.token(Map.of("sub", "x", "roles", List.of(role)));
            assertThat(bearer(token).get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aTokenOfStaffOpensNothingOfClients() {
        String token = StaffSignIn.token(Map.of(
                "sub", UUID.randomUUID().toString(), "roles", List.of("client", "panel:accounts", "staff:admin")));

        expect(bearer(token).get("/account"), 403, "forbidden");
        expect(
                bearer(token)
                        .header("Gatehouse-Account", Pathway.registered().id())
                        .get("/orders"),
                403,
                "forbidden");
        assertThat(bearer(token).get("/staff/keys").statusCode()).isEqualTo(200);
    }

    @Test
    void aBadTokenOfStaffIsNoCredential() {
        for (Map<String, ?> claims : List.of(
                Map.of("sub", "x", "roles", EVERY_ROLE, "aud", "another"),
                Map.of("sub", "x", "roles", EVERY_ROLE, "iss", "https://id.example.org"),
                Map.of("sub", "x", "roles", EVERY_ROLE, "exp", 1),
                Map.of("roles", EVERY_ROLE))) {
            expect(bearer(StaffSignIn.token(claims)).get("/staff/keys"), 401, "unauthenticated");
        }
        expect(bearer(StaffSignIn.token(Map.of("sub", "x"))).get("/staff/keys"), 403, "forbidden");
        expect(
                bearer(StaffSignIn.token(Map.of("sub", "x", "roles", EVERY_ROLE)))
                        .header("X-Api-Key", BOOTSTRAP)
                        .get("/staff/keys"),
                401,
                "unauthenticated");
    }

    private static JsonPath log(String filter, String value) {
        return with(BOOTSTRAP)
                .queryParam(filter, value)
                .get("/staff/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    private static RequestSpecification with(String key) {
        return given().header("X-Api-Key", key).contentType(ContentType.JSON);
    }
}
