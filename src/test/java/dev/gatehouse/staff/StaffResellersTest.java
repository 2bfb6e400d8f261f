package dev.gatehouse.staff;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.TestReseller.staff;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.TestReseller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resellers as staff see them. */
@QuarkusTest
class StaffResellersTest {
    private final Database database;
    private final Facts facts;

    @Inject
    StaffResellersTest(Database database, Facts facts) {
        this.database = database;
        this.facts = facts;
    }

    @Test
    void aResellerIsTakenInOnceAndAudited() {
        String once = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("name", " Shop " + once, "networks", List.of("81.9.1.7/24", "2A0A:9::1"));
        Response first = staff().header("Idempotency-Key", once).body(body).post("/staff/resellers");
        Response again = staff().header("Idempotency-Key", once).body(body).post("/staff/resellers");
        String id = first.jsonPath().getString("id");

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(first.jsonPath().getMap(""))
                .containsOnlyKeys("id", "name", "status", "networks", "createdAt")
                .containsEntry("name", "Shop " + once)
                .containsEntry("status", "active")
                .containsEntry("networks", List.of("81.9.1.0/24", "2a0a:9::1/128"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(acts(id)).containsExactly("reseller.created");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"networks\":[]}",
                "{\"name\":\" \"}",
                "{\"name\":\"a\\nb\"}",
                "{\"name\":\"x\",\"networks\":[\"nowhere\"]}",
                "{\"name\":\"x\",\"networks\":[\"0.0.0.0/0\"]}",
                "{\"name\":\"x\",\"networks\":[null]}"
            })
    void badInputIsRefused(String body) {
        expect(staff().body(body).post("/staff/resellers"), 422, "validation-failed");
    }

    @Test
    void theListGoesFromNewToOldInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(0, TestReseller.fresh().id().toString());
        }
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = staff().queryParams(
                            cursor == null ? Map.of("limit", 2) : Map.of("limit", 2, "cursor", cursor))
                    .get("/staff/resellers")
                    .jsonPath();
            walked.addAll(page.getList("items.id", String.class));
            cursor = page.getString("nextCursor");
        } while (cursor != null && !walked.containsAll(made));

        assertThat(walked).containsSubsequence(made).doesNotHaveDuplicates();
    }

    @Test
    void networksAreChangedAndCountAtOnce() {
        TestReseller reseller = TestReseller.fresh();
        String address = Identities.address();
        reseller.register(Pathway.fresh(), address);

        Response changed = staff().body(Map.of("name", "Other", "networks", List.of(address)))
                .put("/staff/resellers/" + reseller.id());

        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(changed.jsonPath().getString("name")).isEqualTo("Other");
        invalid(reseller.tryRegister(Pathway.fresh(), address), "Gatehouse-Client-Ip", "own-address");
        assertThat(acts(reseller.id().toString())).contains("reseller.changed");
    }

    @Test
    void aKeyIsShownOnceAndOnlyItsHashIsStored() {
        TestReseller reseller = TestReseller.fresh();
        String once = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("name", "shop", "scopes", List.of("orders:write", "accounts:read"));
        String path = "/staff/resellers/" + reseller.id() + "/keys";
        Response first = staff().header("Idempotency-Key", once).body(body).post(path);
        Response again = staff().header("Idempotency-Key", once).body(body).post(path);
        JsonPath made = first.jsonPath();
        String secret = made.getString("key");

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(secret).matches("gh_[A-Za-z0-9_-]{43}").startsWith(made.getString("prefix"));
        assertThat(made.getList("scopes")).containsExactly("accounts:read", "orders:write");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).doesNotContain(secret);
        assertThat(again.jsonPath().getString("id")).isEqualTo(made.getString("id"));
        Row row = database.client()
                .preparedQuery("select key_hash, reseller_id, api_key::text as everything from api_key where id = $1")
                .execute(Tuple.of(UUID.fromString(made.getString("id"))))
                .map(rows -> rows.iterator().next())
                .await()
                .atMost(Duration.ofSeconds(5));
        assertThat(row.getBuffer("key_hash").getBytes()).isEqualTo(Digests.sha256(secret));
        assertThat(row.getUUID("reseller_id")).isEqualTo(reseller.id());
        assertThat(row.getString("everything")).doesNotContain(secret.substring(10));
        String kept =
                "select count(*) from idempotency where body is not null and $1::uuid is not null and route like '%/"
                        + reseller.id() + "/keys'";
        assertThat(facts.count(kept, reseller.id())).isOne();
        assertThat(facts.count(kept + " and body::text like '%" + secret.substring(10) + "%'", reseller.id()))
                .isZero();
        assertThat(details(reseller.id().toString(), "reseller.key-made"))
                .anySatisfy(detail -> assertThat(detail)
                        .isEqualTo(new JsonObject()
                                .put("key", made.getString("id"))
                                .put("scopes", List.of("accounts:read", "orders:write"))))
                .noneSatisfy(detail -> assertThat(detail.encode()).contains(secret.substring(10)));
    }

    @Test
    void theLastUseIsSeen() {
        TestReseller reseller = TestReseller.fresh();
        JsonPath unused = reseller.makeKey(Set.of("accounts:read"));
        reseller.callFor(UUID.randomUUID()).get("/account");

        JsonPath listed =
                staff().get("/staff/resellers/" + reseller.id() + "/keys").jsonPath();

        assertThat(listed.getList("items")).hasSize(2);
        assertThat(listed.getString("items[0].id")).isEqualTo(unused.getString("id"));
        assertThat(listed.getString("items[0].lastUsedAt")).isNull();
        assertThat(listed.getString("items[1].lastUsedAt")).isNotNull();
        assertThat(listed.getList("items.key")).containsOnlyNulls();
        assertThat(staff().get("/staff/keys").jsonPath().<String>getList("items.id"))
                .as("the provider's own keys are others")
                .doesNotContain(unused.getString("id"));
    }

    @ParameterizedTest
    @CsvSource({
        "accounts:read, 201",
        "accounts:write, 201",
        "orders:read, 201",
        "orders:write, 201",
        "webhooks:write, 201",
        "panel:orders, 422",
        "panel:accounts, 422",
        "staff:read, 422",
        "staff:decide, 422",
        "staff:kyc, 422",
        "staff:admin, 422",
        "client, 422",
        "root, 422"
    })
    void aResellerHoldsItsScopesAndNoOthers(String scope, int status) {
        TestReseller reseller = TestReseller.fresh();

        Response response =
                staff().body(Map.of("scopes", List.of(scope))).post("/staff/resellers/" + reseller.id() + "/keys");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    }

    @Test
    void aRevokedKeyIsNoneAtOnce() {
        TestReseller reseller = TestReseller.fresh();
        JsonPath made = reseller.makeKey(Scopes.OF_RESELLER_KEYS);
        String secret = made.getString("key");
        TestReseller other = TestReseller.fresh();
        expect(
                reseller.call(secret)
                        .header("Gatehouse-Account", UUID.randomUUID())
                        .get("/account"),
                404,
                "not-found");

        expect(staff().delete("/staff/resellers/" + other.id() + "/keys/" + made.getString("id")), 404, "not-found");
        expect(staff().delete("/staff/keys/" + made.getString("id")), 404, "not-found");
        assertThat(staff().delete("/staff/resellers/" + reseller.id() + "/keys/" + made.getString("id"))
                        .statusCode())
                .isEqualTo(204);

        expect(reseller.call(secret).get("/account"), 401, "unauthenticated");
        expect(staff().delete("/staff/resellers/" + reseller.id() + "/keys/" + made.getString("id")), 404, "not-found");
        assertThat(acts(reseller.id().toString())).containsOnlyOnce("reseller.key-revoked");
        assertThat(reseller.callFor(UUID.randomUUID()).get("/account").statusCode())
                .isEqualTo(404);
    }

    @Test
    void asSuspendedNoneOfItsKeysIsGood() {
        // given
        TestReseller reseller = TestReseller.fresh();
        JsonPath revoked = reseller.makeKey(Set.of("accounts:read"));
        staff().delete("/staff/resellers/" + reseller.id() + "/keys/" + revoked.getString("id"));
        Pathway client = Pathway.fresh();
        UUID account = reseller.register(client);

        // when
        act(reseller, "suspend");
        String made = reseller.newKey(Set.of("accounts:read"));

        // then
        expect(reseller.callFor(account).get("/account"), 401, "unauthenticated");
        expect(reseller.call(made).get("/account"), 401, "unauthenticated");
        client.signIn(Pathway.PASSWORD);
        assertThat(client.account().extract().jsonPath().getString("id")).isEqualTo(account.toString());
        JsonPath shown = staff().get("/staff/resellers/" + reseller.id()).jsonPath();
        assertThat(shown.getString("status")).isEqualTo("suspended");
        assertThat(shown.getString("suspendedAt")).isNotNull();

        // and
        act(reseller, "suspend");
        act(reseller, "reinstate");
        for (String key : List.of(reseller.key(), made)) {
            assertThat(reseller.call(key)
                            .header("Gatehouse-Account", account)
                            .get("/account")
                            .statusCode())
                    .isEqualTo(200);
        }
        expect(reseller.call(revoked.getString("key")).get("/account"), 401, "unauthenticated");
        assertThat(acts(reseller.id().toString()))
                .containsSubsequence(
                        "reseller.suspended", "reseller.key-made", "reseller.suspended", "reseller.reinstated");
        assertThat(details(reseller.id().toString(), "reseller.suspended"))
                .contains(new JsonObject().put("reason", "Unpaid"));
    }

    @Test
    void anActionNeedsAReason() {
        TestReseller reseller = TestReseller.fresh();
        String path = "/staff/resellers/" + reseller.id() + "/actions";

        expect(staff().body(Map.of("action", "suspend")).post(path), 422, "validation-failed");
        expect(staff().body(Map.of("action", "close", "reason", "x")).post(path), 422, "validation-failed");
        assertThat(reseller.callFor(UUID.randomUUID()).get("/account").statusCode())
                .isEqualTo(404);
    }

    @Test
    void ratesShowWhatBecameOfItsAccounts() {
        // given
        TestReseller reseller = TestReseller.fresh();
        List<UUID> accounts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            accounts.add(reseller.register(Pathway.fresh()));
        }
        expect(
                reseller.tryRegister(Pathway.of("x@mailinator.com"), Identities.address()),
                422,
                "email-provider-not-allowed");
        facts.change("update account set kyc = 'rejected', suspended_at = now() where id = $1", accounts.get(0));
        facts.change("update account set suspended_at = now() where id = $1", accounts.get(1));
        facts.change("update account set kyc = 'approved' where id = $1", accounts.get(2));
        facts.change(
                "update account set kyc = 'required', created_at = now() - interval '40 days' where id = $1",
                accounts.get(3));
        TestReseller.fresh().register(Pathway.fresh());

        // when
        JsonPath shown = staff().get("/staff/resellers/" + reseller.id()).jsonPath();

        // then
        assertThat(shown.<Map<String, Object>>getList("rates")).hasSize(2);
        assertThat(shown.getMap("rates[0]"))
                .isEqualTo(Map.of(
                        "days",
                        30,
                        "registered",
                        5,
                        "refused",
                        1,
                        "examined",
                        4,
                        "kyc",
                        2,
                        "rejected",
                        1,
                        "suspended",
                        2,
                        "kycRate",
                        0.5f,
                        "fraudRate",
                        0.5f,
                        "refusedRate",
                        0.1667f));
        assertThat(shown.getMap("rates[1]"))
                .containsEntry("days", 90)
                .containsEntry("examined", 5)
                .containsEntry("kyc", 3)
                .containsEntry("kycRate", 0.6f)
                .containsEntry("fraudRate", 0.4f);
    }

    @Test
    void withoutAccountsThereIsNoShare() {
        TestReseller reseller = TestReseller.fresh();

        JsonPath shown = staff().get("/staff/resellers/" + reseller.id()).jsonPath();

        assertThat(shown.getMap("rates[0]"))
                .containsEntry("registered", 0)
                .doesNotContainKeys("kycRate", "fraudRate", "refusedRate");
    }

    @Test
    void whoIsNotThereIsNotFound() {
        String nobody = "/staff/resellers/" + UUID.randomUUID();

        expect(staff().get(nobody), 404, "not-found");
        expect(staff().get(nobody + "/keys"), 404, "not-found");
        expect(staff().body(Map.of("name", "x")).put(nobody), 404, "not-found");
        expect(staff().body(Map.of("scopes", List.of("orders:read"))).post(nobody + "/keys"), 404, "not-found");
        expect(staff().body(Map.of("action", "suspend", "reason", "x")).post(nobody + "/actions"), 404, "not-found");
        expect(staff().delete(nobody + "/keys/" + UUID.randomUUID()), 404, "not-found");
        expect(given().get(nobody), 401, "unauthenticated");
    }

    private static void act(TestReseller reseller, String action) {
        staff().body(Map.of("action", action, "reason", "Unpaid"))
                .post("/staff/resellers/" + reseller.id() + "/actions")
                .then()
                .statusCode(200);
    }

    private List<String> acts(String reseller) {
        return database.client()
                .preparedQuery("select action from audit_entry where subject = $1 order by seq")
                .execute(Tuple.of("reseller:" + reseller))
                .map(rows -> Rows.all(rows, row -> row.getString(0)))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private List<JsonObject> details(String reseller, String action) {
        return database.client()
                .preparedQuery("select detail from audit_entry where subject = $1 and action = $2 order by seq")
                .execute(Tuple.of("reseller:" + reseller, action))
                .map(rows -> Rows.all(rows, row -> new JsonObject(row.getString(0))))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
