package dev.gatehouse.staff;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff see of accounts and decisions. */
@QuarkusTest
class StaffLooksTest {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    private static final String PREMIUM = "+499001234567";

    private final Facts facts;
    private final Database database;

    @Inject
    StaffLooksTest(Facts facts, Database database) {
        this.facts = facts;
        this.database = database;
    }

    // --- who may look ---

    @ParameterizedTest
    @ValueSource(strings = {"/staff/accounts", "/staff/accounts/{id}", "/staff/decisions/{id}"})
    void onlyStaffWhoMayReadSeeAnything(String path) {
        UUID nobody = UUID.randomUUID();
        Object[] id = path.contains("{") ? new Object[] {nobody} : new Object[0];
        Pathway client = Pathway.registered();
        int found = id.length == 0 ? 200 : 404;

        assertThat(given().get(path, id).statusCode()).isEqualTo(401);
        assertThat(with("gh_wrong").get(path, id).statusCode()).isEqualTo(401);
        expect(client.call().get(path, id), 403, "forbidden");
        for (String scope : List.of("panel:orders", "panel:accounts", "staff:decide", "staff:kyc", "staff:admin")) {
            expect(with(key(scope)).get(path, id), 403, "forbidden");
        }
        assertThat(with(key("staff:read")).get(path, id).statusCode()).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/staff/accounts/", "/staff/decisions/"})
    void whatIsNotThereIsNotFound(String path) {
        expect(staff().get(path + UUID.randomUUID()), 404, "not-found");
        expect(staff().get(path + "x"), 404, "not-found");
    }

    // --- finding accounts ---

    @Test
    void anAccountIsFoundByEachOfItsMarks() {
        // given
        String address = Identities.address();
        String device = "device-" + UUID.randomUUID();
        Pathway client = Pathway.fresh().from(address).withDevice(device);
        client.register();
        Pathway.registered();
        String id = client.id().toString();

        // then
        assertThat(ids("email", client.email())).containsExactly(id);
        assertThat(ids("email", client.email().replace("client", "Client").replace("example.org", "EXAMPLE.org")))
                .containsExactly(id);
        assertThat(ids("phone", client.phone())).containsExactly(id);
        assertThat(ids("ip", address)).containsExactly(id);
        assertThat(ids("ip", "::FFFF:" + address)).containsExactly(id);
        assertThat(ids("device", device)).containsExactly(id);
        Response unescaped = staff().urlEncodingEnabled(false).get("/staff/accounts?phone=" + client.phone());
        assertThat(unescaped.jsonPath().getList("items.id")).containsExactly(id);
        assertThat(ids("email", Identities.email())).isEmpty();
        assertThat(ids("phone", Identities.phone())).isEmpty();
        assertThat(ids("ip", Identities.address())).isEmpty();
        assertThat(ids("device", "nobody's")).isEmpty();
    }

    @Test
    void anIpv6AddressIsFoundInAnySpelling() {
        String network = Identities.ipv6Network();
        Pathway client = Pathway.fresh().from(network + "::A");
        client.register();

        assertThat(ids("ip", network + ":0:0:0:a")).containsExactly(client.id().toString());
        assertThat(ids("ip", network + "::b")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pending_verification, email_verified_at = null",
        "kyc_required, 'email_verified_at = now(), phone_verified_at = now(), kyc = ''in_review'''",
        "active, 'email_verified_at = now(), phone_verified_at = now()'",
        "suspended, suspended_at = now()",
        "closed, closed_at = now()",
    })
    void anAccountIsFoundByItsStatusAndByNoOther(String status, String change) {
        Pathway client = Pathway.registered();
        facts.change("update account set " + change + " where id = $1", client.id());
        String id = client.id().toString();

        assertThat(staff().queryParam("status", status)
                        .get("/staff/accounts")
                        .jsonPath()
                        .getList("items.status"))
                .isNotEmpty()
                .containsOnly(status);
        for (String other : List.of("pending_verification", "kyc_required", "active", "suspended", "closed")) {
            assertThat(ids("status", other, "email", client.email()))
                    .isEqualTo(other.equals(status) ? List.of(id) : List.of());
        }
        staff().queryParam("email", client.email())
                .get("/staff/accounts")
                .then()
                .body("items.status", equalTo(List.of(status)));
    }

    @Test
    void filtersAddUp() {
        String device = "device-" + UUID.randomUUID();
        Pathway one = Pathway.fresh().withDevice(device);
        Pathway two = Pathway.fresh().withDevice(device);
        one.register();
        two.register();

        assertThat(ids("device", device))
                .containsExactly(two.id().toString(), one.id().toString());
        assertThat(ids("device", device, "email", one.email()))
                .containsExactly(one.id().toString());
        assertThat(ids("device", device, "phone", Identities.phone())).isEmpty();
        assertThat(ids("device", device, "phone", two.phone(), "email", two.email(), "status", "pending_verification"))
                .containsExactly(two.id().toString());
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        // given
        String device = "device-" + UUID.randomUUID();
        List<Pathway> clients = List.of(Pathway.fresh(), Pathway.fresh(), Pathway.fresh());
        clients.forEach(client -> client.withDevice(device).register());

        // when
        Response first =
                staff().queryParam("device", device).queryParam("limit", 2).get("/staff/accounts");
        String cursor = first.jsonPath().getString("nextCursor");
        Pathway.fresh().withDevice(device).register();
        Response second = staff().queryParam("device", device)
                .queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get("/staff/accounts");

        // then
        assertThat(first.jsonPath().getList("items.id"))
                .containsExactly(
                        clients.get(2).id().toString(), clients.get(1).id().toString());
        assertThat(second.jsonPath().getList("items.id"))
                .containsExactly(clients.get(0).id().toString());
        second.then().body("nextCursor", nullValue()).body("$", hasKey("nextCursor"));
        assertThat(staff().get("/staff/accounts").jsonPath().getList("items")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "email,  nobody,        malformed",
        "phone,  015112345678,  malformed",
        "phone,  x,             malformed",
        "ip,     example.org,   malformed",
        "ip,     1.2.3,         malformed",
        "status, ACTIVE,        malformed",
        "status, gone,          malformed",
        "limit,  201,           out-of-range",
        "cursor, x,             malformed",
    })
    void whatCannotBeReadIsNamed(String parameter, String value, String code) {
        invalid(staff().queryParam(parameter, value).get("/staff/accounts"), parameter, code);
    }

    // --- one account ---

    @Test
    void allAboutAnAccountIsInOnePlace() {
        // given
        String address = Identities.address();
        String device = "device-" + UUID.randomUUID();
        Pathway client = Pathway.fresh().from(address).withDevice(device);
        client.register();
        client.verifyEmail();
        client.verifyPhone();
        String order = client.order().then().statusCode(201).extract().path("id");
        Pathway other = Pathway.registered();
        facts.change(
                "insert into account_link (account_id, other_account_id, kind, weight, since)"
                        + " values (least($1, '" + other.id() + "'::uuid), greatest($1, '" + other.id()
                        + "'::uuid), 'device', 60, now())",
                client.id());

        // when
        var account = staff().get("/staff/accounts/" + client.id()).then().statusCode(200);

        // then
        account.body(
                        "keySet()",
                        containsInAnyOrder(
                                "account",
                                "facts",
                                "decisions",
                                "links",
                                "cases",
                                "orders",
                                "tickets",
                                "messages",
                                "actions"))
                .body("account.id", equalTo(client.id().toString()))
                .body("account.email", equalTo(client.email()))
                .body("account.phone", equalTo(client.phone()))
                .body("account.status", equalTo("active"))
                .body("facts.registeredFrom", equalTo(address))
                .body("facts.device", equalTo(device))
                .body("facts.emailVerifiedAt", notNullValue())
                .body("facts.suspendedAt", nullValue())
                .body("decisions.phase", hasItem("registration"))
                .body("decisions[0].phase", equalTo("order"))
                .body("decisions[0].verdict", equalTo("allow"))
                .body("decisions[0].degraded", equalTo(false))
                .body("decisions[0].keySet()", containsInAnyOrder("id", "phase", "verdict", "degraded", "createdAt"))
                .body("links", hasSize(1))
                .body("links[0].accountId", equalTo(other.id().toString()))
                .body("links[0].kind", equalTo("device"))
                .body("links[0].weight", equalTo(60))
                .body("links[0].since", notNullValue())
                .body("orders.id", equalTo(List.of(order)))
                .body("messages.channel", hasItem("sms"))
                .body("messages.channel", hasItem("email"))
                .body("messages.find { it.channel == 'sms' }.state", equalTo("sent"))
                .body("messages.find { it.channel == 'sms' }.gateway", equalTo("twilio"))
                .body("messages.find { it.channel == 'sms' }", not(hasKey("error")))
                .body("cases", empty())
                .body("tickets", empty())
                .body("actions", empty());
        staff().get("/staff/accounts/" + other.id())
                .then()
                .body("links.accountId", equalTo(List.of(client.id().toString())));
        assertThat(account.extract().asString()).doesNotContain("password", "argon2");
    }

    @Test
    void listsAreBounded() {
        Pathway client = Pathway.registered();
        facts.change(
                "insert into decision (id, account_id, phase, verdict, policy_version, degraded, trace, created_at)"
                        + " select gen_random_uuid(), $1, 'order', 'allow', 1, false, '[]', now() + n * interval '1 second'"
                        + " from generate_series(1, 60) as n",
                client.id());

        staff().get("/staff/accounts/" + client.id())
                .then()
                .body("decisions", hasSize(50))
                .body("decisions.phase", not(hasItem("registration")));
    }

    // --- one decision ---

    @Test
    void aDecisionShowsItsWholeTrace() {
        Pathway client = Pathway.registered();
        String id = staff().get("/staff/accounts/" + client.id()).jsonPath().getString("decisions[0].id");

        staff().get("/staff/decisions/" + id)
                .then()
                .statusCode(200)
                .body(
                        "keySet()",
                        containsInAnyOrder(
                                "id",
                                "accountId",
                                "phase",
                                "verdict",
                                "policyVersion",
                                "degraded",
                                "createdAt",
                                "checks"))
                .body("id", equalTo(id))
                .body("accountId", equalTo(client.id().toString()))
                .body("phase", equalTo("registration"))
                .body("verdict", equalTo("allow"))
                .body("policyVersion", notNullValue())
                .body("createdAt", notNullValue())
                .body(
                        "checks[0].keySet()",
                        containsInAnyOrder("id", "mode", "result", "action", "lifted", "evidence", "millis"))
                .body("checks.find { it.id == 'email-domain' }.result", equalTo("clear"))
                .body("checks.find { it.id == 'email-domain' }.action", equalTo("allow"))
                .body("checks.find { it.id == 'email-domain' }.mode", equalTo("enforce"))
                .body("checks.find { it.id == 'email-domain' }.evidence.mail", equalTo("mx"))
                .body("checks.find { it.id == 'registration-velocity' }.evidence.address", equalTo(1));
    }

    @Test
    void aRefusedRegistrationHasADecisionAndNoAccount() {
        Pathway client = Pathway.fresh().withPhone(PREMIUM);
        client.register(client.registration()).then().statusCode(403);
        UUID id = database.client()
                .query("select id from decision where account_id is null and verdict = 'block' "
                        + "and trace::text like '%premium_rate%' order by created_at desc limit 1")
                .execute()
                .map(rows -> rows.iterator().next().getUUID(0))
                .await()
                .atMost(Duration.ofSeconds(5));

        staff().get("/staff/decisions/" + id)
                .then()
                .statusCode(200)
                .body("$", hasKey("accountId"))
                .body("accountId", nullValue())
                .body("verdict", equalTo("block"))
                .body("checks.find { it.id == 'phone-line' }.result", equalTo("blocked"))
                .body("checks.find { it.id == 'phone-line' }.evidence.line", equalTo("premium_rate"));
    }

    private static List<String> ids(String... filter) {
        RequestSpecification request = staff();
        for (int i = 0; i < filter.length; i += 2) {
            request.queryParam(filter[i], filter[i + 1]);
        }
        Response response = request.get("/staff/accounts");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath().getList("items.id");
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
