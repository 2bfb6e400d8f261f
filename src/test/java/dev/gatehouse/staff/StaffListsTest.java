package dev.gatehouse.staff;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.withoutInstance;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Staff's lists, and what clients meet because of them. */
@QuarkusTest
class StaffListsTest {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    private static final String PREMIUM = "+499001234567";

    @Inject
    MovableClock clock;

    @Inject
    Facts facts;

    @ParameterizedTest
    @ValueSource(strings = {"email", "domain", "phone", "ip", "cidr", "device"})
    void whoIsDeniedCannotRegister(String kind) {
        // given
        String domain = domain();
        String address = Identities.address();
        Pathway denied =
                Pathway.of("Anna@Mail." + domain).from("::ffff:" + address).withDevice("d-" + domain);
        String id = add("deny", Map.of("kind", kind, "value", value(kind, denied, domain, address)))
                .getString("id");

        // when
        Response refused = denied.register(denied.registration());

        // then it looks like any other undisclosed reason
        expect(refused, 403, "registration-not-allowed");
        Pathway premium = Pathway.fresh().withPhone(PREMIUM);
        assertThat(withoutInstance(refused)).isEqualTo(withoutInstance(premium.register(premium.registration())));

        // when the entry is ended
        assertThat(end("deny", id).statusCode()).isEqualTo(204);

        // then
        denied.register();
    }

    private static String value(String kind, Pathway client, String domain, String address) {
        return switch (kind) {
            case "email" -> "anna@MAIL." + domain;
            case "domain" -> domain;
            case "phone" -> client.phone();
            case "ip" -> address;
            case "cidr" -> address.substring(0, address.lastIndexOf('.')) + ".0/24";
            default -> "d-" + domain;
        };
    }

    @Test
    void whoIsDeniedLaterCannotOrderAndNobodyElseIsHit() {
        // given
        Pathway client = Pathway.active();
        Pathway other = Pathway.active();
        assertThat(client.order("before").statusCode()).isEqualTo(201);

        // when
        String id =
                add("deny", Map.of("kind", "phone", "value", client.phone())).getString("id");

        // then
        expect(client.order("after"), 403, "account-suspended").body("nextSteps", contains("contact_support"));
        assertThat(other.order().statusCode()).isEqualTo(201);
        assertThat(facts.count(
                        "select count(*) from decision where account_id = $1 and verdict = 'block' and trace::jsonb @> "
                                + "'[{\"id\":\"deny-list\",\"result\":\"blocked\",\"evidence\":{\"entries\":[{\"kind\":\"phone\",\"entry\":\""
                                + id + "\"}]}}]' and position('"
                                + client.phone().substring(1)
                                + "' in trace::text) = 0",
                        client.id()))
                .as("the evidence names the entry, not the value")
                .isEqualTo(1);

        // and the same order goes through afterwards
        end("deny", id);
        assertThat(client.order("after").statusCode()).isEqualTo(201);
    }

    @Test
    void aDeniedPhoneIsNotTakenOver() {
        // given
        Pathway client = Pathway.withEmail();
        String denied = Identities.phone();
        add("deny", Map.of("kind", "phone", "value", denied));

        // then
        expect(client.changePhone(denied, null), 422, "phone-not-supported");
        client.account().body("phone", equalTo(client.phone()));
    }

    @Test
    void anEntryCountsUntilItExpires() {
        // given
        Pathway client = Pathway.fresh();
        String until = clock.instant().plus(Duration.ofMinutes(5)).toString();
        Map<String, Object> entry = Map.of("kind", "email", "value", client.email(), "expiresAt", until);
        JsonPath added = add("deny", entry);
        assertThat(Instant.parse(added.getString("expiresAt")))
                .isEqualTo(Instant.parse(until).truncatedTo(ChronoUnit.MILLIS));
        expect(client.register(client.registration()), 403, "registration-not-allowed");

        // when
        clock.advance(Duration.ofMinutes(6));

        // then
        client.register();
        assertThat(ids("deny")).doesNotContain(added.getString("id"));
        expect(end("deny", added.getString("id")), 404, "not-found");
        // and it may come again
        add("deny", Map.of("kind", "email", "value", client.email()));
        expect(client.order(), 403, "verification-required");
    }

    @Test
    void anAllowedDomainMayBeADisposableOne() {
        // given
        String domain = UUID.randomUUID() + ".mailinator.com";
        Pathway client = Pathway.of("anna@" + domain);
        expect(client.register(client.registration()), 422, "email-provider-not-allowed");

        // when
        JsonPath added = add("allow", Map.of("kind", "domain", "value", domain, "checks", List.of("disposable-email")));

        // then
        assertThat(added.getList("checks")).containsExactly("disposable-email");
        client.register().body("account.kyc", equalTo("not_required"));
        // but what the entry does not name still counts
        Pathway premium = Pathway.of("otto@" + domain).withPhone(PREMIUM);
        expect(premium.register(premium.registration()), 403, "registration-not-allowed");
    }

    @Test
    void anAllowedNetworkMayRegisterOften() {
        // given
        String address = Identities.address();
        String network = address.substring(0, address.lastIndexOf('.')) + ".0/24";
        String id = add("allow", Map.of("kind", "cidr", "value", network)).getString("id");

        // then
        for (int i = 0; i < 5; i++) {
            Pathway.fresh().from(address).register().body("account.kyc", equalTo("not_required"));
        }

        // and those do not count afterwards
        end("allow", id);
        for (int i = 0; i < 3; i++) {
            Pathway.fresh().from(address).register().body("account.kyc", equalTo("not_required"));
        }
        Pathway.fresh().from(address).register().body("account.kyc", equalTo("required"));
    }

    @Test
    void aDecisionShowsWhichChecksAnEntryHasSpared() {
        // given
        Pathway client = Pathway.fresh();
        String entry = add(
                        "allow",
                        Map.of("kind", "email", "value", client.email(), "checks", List.of("minfraud", "phone-line")))
                .getString("id");

        // when
        client.register();

        // then
        String decision =
                staff().get("/staff/accounts/" + client.id()).jsonPath().getString("decisions[0].id");
        JsonPath trace = staff().get("/staff/decisions/" + decision).jsonPath();
        for (String spared : List.of("minfraud", "phone-line")) {
            Map<String, Object> line = trace.getMap("checks.find { it.id == '" + spared + "' }");
            assertThat(line)
                    .containsEntry("result", "skipped")
                    .containsEntry("action", "allow")
                    .containsEntry("evidence", Map.of("reason", "exempt"));
        }
        assertThat(trace.getList("checks.findAll { it.evidence.reason == 'exempt' }"))
                .hasSize(2);
        assertThat(trace.getString("checks.find { it.id == 'allow-list' }.evidence.entries[0].entry"))
                .isEqualTo(entry);
    }

    @Test
    void whoIsDeniedByMailboxDoesNotComeBackWithATag() {
        // given
        String name = "d" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        JsonPath added = add("deny", Map.of("kind", "email", "value", name + "+first@googlemail.com"));
        assertThat(added.getString("value")).isEqualTo(name + "@gmail.com");

        // then
        Pathway again = Pathway.of(name.charAt(0) + "." + name.substring(1) + "+second@gmail.com");
        expect(again.register(again.registration()), 403, "registration-not-allowed");
    }

    @Test
    void denyOutranksAllow() {
        // given
        Pathway client = Pathway.fresh();
        add("allow", Map.of("kind", "email", "value", client.email()));
        add("deny", Map.of("kind", "phone", "value", client.phone()));

        // then
        expect(client.register(client.registration()), 403, "registration-not-allowed");
    }

    @Test
    void theSameEntryAgainTakesThePlaceOfTheFirst() {
        // given
        String domain = domain();
        String first = add("deny", Map.of("kind", "domain", "value", domain, "reason", "first"))
                .getString("id");

        // when
        JsonPath second =
                add("deny", Map.of("kind", "domain", "value", domain.toUpperCase(Locale.ROOT), "reason", " second "));

        // then
        assertThat(second.getString("reason")).isEqualTo("second");
        assertThat(ids("deny")).contains(second.getString("id")).doesNotContain(first);
        assertThat(facts.count(
                        "select count(*) from list_entry where id = $1 and removed_at is not null and removed_by like 'key:%'",
                        UUID.fromString(first)))
                .as("it stays on record")
                .isEqualTo(1);
    }

    @Test
    void twoAtOnceLeaveOneInForce() {
        String domain = domain();
        Map<String, Object> body = body(Map.of("kind", "domain", "value", domain));

        List<Integer> answers = Parallel.times(
                6, () -> staff().body(body).post("/staff/lists/deny").statusCode());

        assertThat(answers).hasSize(6).containsOnly(201);
        assertThat(values("deny").stream().filter(domain::equals)).hasSize(1);
    }

    @Test
    void anIdempotencyKeyBringsTheFirstAnswerAgain() {
        // given
        Map<String, Object> body = body(Map.of(
                "kind",
                "domain",
                "value",
                domain(),
                "checks",
                List.of("phone-line", "disposable-email", "geo-consistency")));
        String key = UUID.randomUUID().toString();
        Response first = staff().header("Idempotency-Key", key).body(body).post("/staff/lists/allow");
        assertThat(first.statusCode()).isEqualTo(201);

        // when
        Response again = staff().header("Idempotency-Key", key).body(body).post("/staff/lists/allow");

        // then
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
        // the other list is another route
        Map<String, Object> other = body(Map.of("kind", "domain", "value", domain()));
        assertThat(staff().header("Idempotency-Key", key)
                        .body(other)
                        .post("/staff/lists/deny")
                        .statusCode())
                .isEqualTo(201);
        expect(
                staff().header("Idempotency-Key", key).body(other).post("/staff/lists/allow"),
                422,
                "idempotency-key-reused");
    }

    @Test
    void aListIsReadInPagesNewestFirst() {
        // given
        List<String> added = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            added.add(
                    0, add("allow", Map.of("kind", "domain", "value", domain())).getString("id"));
        }

        // when
        JsonPath first = staff().get("/staff/lists/allow?limit=2").jsonPath();
        JsonPath next = staff().get("/staff/lists/allow?limit=1&cursor=" + first.getString("nextCursor"))
                .jsonPath();

        // then
        assertThat(first.getList("items.id")).isEqualTo(added.subList(0, 2));
        assertThat(next.getList("items.id")).isEqualTo(added.subList(2, 3));
        assertThat(first.getMap("items[0]"))
                .containsOnlyKeys("id", "list", "kind", "value", "reason", "createdBy", "createdAt")
                .containsEntry("list", "allow")
                .containsEntry("createdBy", "key:" + new UUID(0, 0));
        invalid(staff().get("/staff/lists/allow?limit=0"), "limit", "out-of-range");
        invalid(staff().get("/staff/lists/allow?cursor=x"), "cursor", "malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deny  | {\"kind\":\"email\",\"value\":\"nobody\",\"reason\":\"x\"} | /value | not-an-email",
                "deny  | {\"kind\":\"domain\",\"value\":\"com\",\"reason\":\"x\"} | /value | not-a-domain",
                "deny  | {\"kind\":\"phone\",\"value\":\"0151\",\"reason\":\"x\"} | /value | not-a-phone-number",
                "deny  | {\"kind\":\"ip\",\"value\":\"1.2.3\",\"reason\":\"x\"} | /value | not-an-address",
                "deny  | {\"kind\":\"cidr\",\"value\":\"0.0.0.0/0\",\"reason\":\"x\"} | /value | too-wide",
                "deny  | {\"kind\":\"domain\",\"value\":\"example.net\",\"reason\":\" \"} | /reason | required",
                "deny  | {\"kind\":\"domain\",\"value\":\"example.net\"} | /reason | required",
                "deny  | {\"kind\":\"domain\",\"reason\":\"x\"} | /value | required",
                "deny  | {\"value\":\"example.net\",\"reason\":\"x\"} | /kind | required",
                "deny  | {\"kind\":\"domain\",\"value\":\"example.net\",\"reason\":\"x\",\"expiresAt\":\"2020-01-01T00:00:00Z\"} | /expiresAt | out-of-range",
                "deny  | {\"kind\":\"domain\",\"value\":\"example.net\",\"reason\":\"x\",\"expiresAt\":\"9999-01-01T00:00:00Z\"} | /expiresAt | out-of-range",
                "deny  | {\"kind\":\"domain\",\"value\":\"example.net\",\"reason\":\"x\",\"checks\":[\"phone-line\"]} | /checks | not-allowed",
                "allow | {\"kind\":\"domain\",\"value\":\"example.net\",\"reason\":\"x\",\"checks\":[\"no-such-check\"]} | /checks | unknown",
                "allow | {\"kind\":\"domain\",\"value\":\"example.net\",\"reason\":\"x\",\"checks\":[\"deny-list\"]} | /checks | unknown",
                "allow | {\"kind\":\"domain\",\"value\":\"example.net\",\"reason\":\"x\",\"checks\":[]} | /checks | too-short",
            })
    void whatIsNotValidIsNamed(String list, String body, String pointer, String code) {
        invalid(staff().body(body).post("/staff/lists/" + list), pointer, code);
    }

    @Test
    void whatCannotBeReadIsNamed() {
        expect(
                staff().body("{\"kind\":\"person\",\"value\":\"x\",\"reason\":\"x\"}")
                        .post("/staff/lists/deny"),
                400,
                "malformed-request");
        expect(staff().post("/staff/lists/deny"), 400, "malformed-request");
        expect(
                staff().body(body(Map.of("kind", "domain", "value", domain()))).post("/staff/lists/grey"),
                404,
                "not-found");
        expect(staff().get("/staff/lists/grey"), 404, "not-found");
        expect(end("grey", UUID.randomUUID().toString()), 404, "not-found");
        expect(end("deny", UUID.randomUUID().toString()), 404, "not-found");
        expect(end("deny", "x"), 404, "not-found");
    }

    @Test
    void anEntryIsEndedOnItsOwnListAndOnce() {
        String id = add("deny", Map.of("kind", "domain", "value", domain())).getString("id");

        expect(end("allow", id), 404, "not-found");
        assertThat(end("deny", id).statusCode()).isEqualTo(204);
        expect(end("deny", id), 404, "not-found");
        assertThat(facts.count(
                        "select count(*) from list_entry where id = $1 and removed_by is not null",
                        UUID.fromString(id)))
                .isEqualTo(1);
    }

    @Test
    void readingAndDecidingHaveTheirScopes() {
        String id = add("deny", Map.of("kind", "domain", "value", domain())).getString("id");
        Map<String, Object> body = body(Map.of("kind", "domain", "value", domain()));
        RequestSpecification reader = with(key("staff:read"));
        RequestSpecification decider = with(key("staff:decide"));

        assertThat(given().spec(reader).get("/staff/lists/deny").statusCode()).isEqualTo(200);
        expect(given().spec(reader).body(body).post("/staff/lists/deny"), 403, "forbidden");
        expect(given().spec(reader).delete("/staff/lists/deny/" + id), 403, "forbidden");
        expect(given().spec(decider).get("/staff/lists/deny"), 403, "forbidden");
        assertThat(given().spec(decider).body(body).post("/staff/lists/deny").statusCode())
                .isEqualTo(201);
        assertThat(given().spec(decider).delete("/staff/lists/deny/" + id).statusCode())
                .isEqualTo(204);
        expect(given().get("/staff/lists/deny"), 401, "unauthenticated");
        expect(Pathway.registered().call().get("/staff/lists/deny"), 403, "forbidden");
    }

    private static JsonPath add(String list, Map<String, ?> entry) {
        Response added = staff().body(body(entry)).post("/staff/lists/" + list);
        assertThat(added.statusCode()).as(added.asString()).isEqualTo(201);
        return added.jsonPath();
    }

    private static Map<String, Object> body(Map<String, ?> entry) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "a test"));
        body.putAll(entry);
        return body;
    }

    private static Response end(String list, String id) {
        return staff().delete("/staff/lists/" + list + "/" + id);
    }

    private static List<String> ids(String list) {
        return staff().get("/staff/lists/" + list + "?limit=200").jsonPath().getList("items.id");
    }

    private static List<String> values(String list) {
        return staff().get("/staff/lists/" + list + "?limit=200").jsonPath().getList("items.value");
    }

    private static String domain() {
        return "x" + UUID.randomUUID().toString().substring(0, 13) + ".example.net";
    }

    private static String key(String scope) {
        return staff().body(Map.of("name", "lists", "scopes", List.of(scope)))
                .post("/staff/keys")
                .jsonPath()
                .getString("key");
    }

    private static RequestSpecification staff() {
        return with(BOOTSTRAP);
    }

    private static RequestSpecification with(String key) {
        return given().header("X-Api-Key", key).contentType(ContentType.JSON);
    }
}
