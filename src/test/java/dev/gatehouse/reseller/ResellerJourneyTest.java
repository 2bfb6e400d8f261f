package dev.gatehouse.reseller;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.withoutInstance;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;

import dev.gatehouse.access.Scopes;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import dev.gatehouse.testing.TestReseller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resellers over HTTP: whom they register, for whom they act, and from where their clients come. */
@QuarkusTest
class ResellerJourneyTest {
    private static final int ACCEPTED_PER_ADDRESS = 3;

    @Inject
    Facts facts;

    // --- registering ---

    @Test
    void aResellersClientBelongsToItAndHasNoSession() {
        TestReseller reseller = TestReseller.fresh();
        Pathway client = Pathway.fresh();
        String address = Identities.address();

        Response answer = reseller.tryRegister(client, address);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.jsonPath().getMap("")).containsOnlyKeys("account");
        UUID account = UUID.fromString(answer.jsonPath().getString("account.id"));
        assertThat(facts.count(
                        "select count(*) from account where id = $1 and reseller_id = '" + reseller.id()
                                + "' and host(registered_from) = '" + address + "' and registered_user_agent = '"
                                + TestReseller.BROWSER + "'",
                        account))
                .isOne();
        assertThat(facts.count("select count(*) from session where account_id = $1", account))
                .isZero();
        assertThat(reseller.callFor(account).get("/account").jsonPath().getString("id"))
                .isEqualTo(account.toString());
    }

    @Test
    void itsClientGoesThePathwayByItself() {
        TestReseller reseller = TestReseller.fresh();
        Pathway client = Pathway.fresh();
        UUID account = reseller.register(client);
        client.signIn(Pathway.PASSWORD);
        client.verifyEmail();

        client.verifyPhone();

        assertThat(client.order().statusCode()).isEqualTo(201);
        assertThat(reseller.callFor(account).get("/orders").jsonPath().getList("items"))
                .hasSize(1);
    }

    @Test
    void theResellerLeadsItsClientThroughThePathway() {
        TestReseller reseller = TestReseller.fresh();
        Pathway client = Pathway.fresh();
        UUID account = reseller.register(client);

        client.anonymous()
                .body(Map.of("token", client.awaitToken()))
                .post("/verify/email")
                .then()
                .statusCode(200);
        expect(reseller.callFor(account).post("/verify/email/send"), 409, "already-verified");
        String phone = Identities.phone();
        reseller.callFor(account)
                .body(Map.of("phone", phone))
                .put("/account/phone")
                .then()
                .statusCode(200);
        reseller.callFor(account).post("/verify/sms/send").then().statusCode(202);
        reseller.callFor(account)
                .body(Map.of("code", SandboxMessages.awaitCode(phone)))
                .post("/verify/sms")
                .then()
                .statusCode(200);
        String address = Identities.address();
        Response order = reseller.order(account, address);

        assertThat(order.statusCode()).as(order.asString()).isEqualTo(201);
        String id = order.jsonPath().getString("id");
        assertThat(reseller.callFor(account).get("/orders/" + id).statusCode()).isEqualTo(200);
        assertThat(reseller.call().body("{}").post("/orders/" + id + "/confirm").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aVerifiedPhoneIsNotChangedWithoutTheClientsPassword() {
        TestReseller reseller = TestReseller.fresh();
        UUID account = active(reseller);

        Response without = reseller.callFor(account)
                .body(Map.of("phone", Identities.phone()))
                .put("/account/phone");
        Response wrong = reseller.callFor(account)
                .body(Map.of("phone", Identities.phone(), "password", "not the password"))
                .put("/account/phone");
        Response right = reseller.callFor(account)
                .body(Map.of("phone", Identities.phone(), "password", Pathway.PASSWORD))
                .put("/account/phone");

        invalid(without, "/password", "required");
        expect(wrong, 401, "credentials-invalid");
        assertThat(right.statusCode()).as(right.asString()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/register", "/orders"})
    void aResellerStatesItsClient(String path) {
        TestReseller reseller = TestReseller.with(List.of("81.99.1.0/24"));
        UUID account = active(reseller);
        Function<Map<String, String>, Response> send = headers -> reseller.callFor(account)
                .headers(headers)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(path.equals("/register") ? Pathway.fresh().registration() : purchase())
                .post(path);
        Map<String, String> stated = Map.of(
                "Gatehouse-Client-Ip", Identities.address(), "Gatehouse-Client-User-Agent", TestReseller.BROWSER);

        expect(send.apply(Map.of()), 422, "validation-failed")
                .body("errors.pointer", containsInAnyOrder("Gatehouse-Client-Ip", "Gatehouse-Client-User-Agent"));
        invalid(send.apply(without(stated, "Gatehouse-Client-Ip")), "Gatehouse-Client-Ip", "required");
        invalid(send.apply(without(stated, "Gatehouse-Client-User-Agent")), "Gatehouse-Client-User-Agent", "required");
        for (Map.Entry<String, String> bad : Map.of(
                        "10.0.0.1",
                        "not-global",
                        "localhost",
                        "not-an-address",
                        reseller.server(),
                        "own-address",
                        "81.99.1.77",
                        "own-address")
                .entrySet()) {
            Map<String, String> headers = new HashMap<>(stated);
            headers.put("Gatehouse-Client-Ip", bad.getKey());
            invalid(send.apply(headers), "Gatehouse-Client-Ip", bad.getValue());
        }
        assertThat(facts.count("select count(*) from purchase_order where account_id = $1", account))
                .isZero();
        assertThat(facts.count("select count(*) from account where reseller_id = $1", reseller.id()))
                .isOne();
        assertThat(send.apply(stated).statusCode()).isEqualTo(201);
    }

    @Test
    void nobodyElseStatesAnything() {
        Pathway client = Pathway.fresh();
        String own = Identities.address();

        Response answer = client.from(own)
                .anonymous()
                .header("Gatehouse-Client-Ip", "127.0.0.1")
                .header("Gatehouse-Client-User-Agent", "another")
                .body(client.registration())
                .post("/register");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(facts.count(
                        "select count(*) from account where id = $1 and reseller_id is null and host(registered_from) = '"
                                + own + "' and registered_user_agent <> 'another'",
                        UUID.fromString(answer.jsonPath().getString("account.id"))))
                .isOne();
    }

    @Test
    void onlyClientsAndResellersWithTheScopeRegister() {
        TestReseller reseller = TestReseller.fresh();
        Pathway client = Pathway.fresh();

        for (String key :
                List.of(TestReseller.BOOTSTRAP, reseller.newKey(without(Scopes.OF_RESELLER_KEYS, "accounts:write")))) {
            expect(reseller.call(key).body(client.registration()).post("/register"), 403, "forbidden");
        }
        for (String key : List.of("gh_wrong", "")) {
            expect(reseller.call(key).body(client.registration()).post("/register"), 401, "unauthenticated");
        }
        expect(
                given().header("Authorization", "Bearer x")
                        .contentType(ContentType.JSON)
                        .body(client.registration())
                        .post("/register"),
                401,
                "unauthenticated");
        assertThat(reseller.tryRegister(client, Identities.address()).statusCode())
                .isEqualTo(201);
    }

    @Test
    void aReplayIsTheResellersOwnAndHasNoSession() {
        TestReseller reseller = TestReseller.fresh();
        TestReseller other = TestReseller.fresh();
        Pathway client = Pathway.fresh();
        String once = UUID.randomUUID().toString();
        Function<TestReseller, Response> register = who -> who.callFrom(Identities.address())
                .header("Idempotency-Key", once)
                .body(client.registration())
                .post("/register");

        Response first = register.apply(reseller);
        Response again = register.apply(reseller);
        Response others = register.apply(other);
        Response anonymous = client.anonymous()
                .header("Idempotency-Key", once)
                .body(client.registration())
                .post("/register");

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.jsonPath().getMap("")).containsOnlyKeys("account");
        for (Response own : List.of(others, anonymous)) {
            assertThat(own.statusCode()).isEqualTo(201);
            assertThat(own.header("Idempotency-Replayed")).isNull();
            assertThat(own.jsonPath().getString("account.id"))
                    .isNotEqualTo(first.jsonPath().getString("account.id"));
        }
        assertThat(facts.count("select count(*) from account where reseller_id = $1", reseller.id()))
                .isOne();
        assertThat(facts.count("select registered::bigint from reseller_day where reseller_id = $1", reseller.id()))
                .isOne();
    }

    @Test
    void aResellerLearnsNoMoreThanAnybody() {
        TestReseller reseller = TestReseller.fresh();
        Pathway disposable = Pathway.of("x" + UUID.randomUUID() + "@mailinator.com");
        Pathway taken = Pathway.of(Pathway.withEmail().email());

        assertThat(withoutInstance(reseller.tryRegister(disposable, Identities.address())))
                .isEqualTo(withoutInstance(disposable.register(disposable.registration())));
        assertThat(reseller.tryRegister(taken, Identities.address()).statusCode())
                .isEqualTo(201);
    }

    // --- no reach into anybody else's accounts ---

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void accountsOfOthersAreNotThere(boolean ofAReseller) {
        TestReseller reseller = TestReseller.fresh();
        UUID own = active(reseller);
        Pathway owner = Pathway.active();
        String order = owner.order().jsonPath().getString("id");
        if (ofAReseller) {
            facts.change(
                    "update account set reseller_id = '" + TestReseller.fresh().id() + "' where id = $1", owner.id());
        }

        for (UUID account : List.of(owner.id(), UUID.randomUUID())) {
            notFound(reseller.callFor(account).get("/account"));
            notFound(reseller.callFor(account)
                    .body(Map.of("phone", Identities.phone()))
                    .put("/account/phone"));
            notFound(reseller.callFor(account).post("/verify/email/send"));
            notFound(reseller.callFor(account).post("/verify/sms/send"));
            notFound(reseller.callFor(account).body(Map.of("code", "123456")).post("/verify/sms"));
            notFound(reseller.callFor(account).get("/orders"));
            notFound(reseller.callFor(account).get("/orders/" + order));
            notFound(reseller.order(account, Identities.address()));
            notFound(reseller.callFor(account)
                    .header("Idempotency-Key", "k")
                    .body(purchase())
                    .post("/orders"));
            notFound(reseller.callFor(account).body("{}").post("/orders/" + order + "/confirm"));
        }
        notFound(reseller.callFor(own).get("/orders/" + order));
        notFound(reseller.callFor(own).body("{}").post("/orders/" + order + "/confirm"));
        notFound(reseller.call().body("{}").post("/orders/" + order + "/confirm"));
        invalid(reseller.call().get("/account"), "Gatehouse-Account", "required");
        assertThat(facts.count("select count(*) from purchase_order where account_id = $1", owner.id()))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "accounts:read,  GET,  /account",
        "accounts:write, PUT,  /account/phone",
        "accounts:write, POST, /verify/email/send",
        "accounts:write, POST, /verify/sms/send",
        "accounts:write, POST, /verify/sms",
        "orders:read,    GET,  /orders",
        "orders:write,   POST, /orders",
    })
    void aKeyDoesWhatItsScopesSay(String scope, String method, String path) {
        TestReseller reseller = TestReseller.fresh();
        String with = reseller.newKey(Set.of(scope));
        String without = reseller.newKey(without(Scopes.OF_RESELLER_KEYS, scope));
        Function<String, Response> send = key -> reseller.call(key)
                .header("Gatehouse-Account", UUID.randomUUID())
                .body(
                        "GET".equals(method)
                                ? ""
                                : "{\"phone\":\"+4915112345678\",\"code\":\"123456\",\"kind\":\"topup\"}")
                .request(method, path);

        expect(send.apply(without), 403, "forbidden");
        assertThat(send.apply(with).statusCode()).isIn(400, 404);
    }

    @Test
    void onlyThePanelRenewsByItself() {
        TestReseller reseller = TestReseller.fresh();
        UUID account = active(reseller);

        Response automatic = reseller.callFrom(Identities.address())
                .header("Gatehouse-Account", account)
                .header("Idempotency-Key", "k")
                .body(Map.of("kind", "renewal", "product", "x", "serviceId", "s", "initiator", "automatic"))
                .post("/orders");

        expect(automatic, 403, "forbidden");
    }

    // --- the client's address counts, the reseller's does not ---

    @Test
    void theClientsAddressIsWhatTheChecksLookAt() {
        TestReseller reseller = TestReseller.fresh();
        UUID account = active(reseller);
        String exit = Identities.address();
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", exit))
                .post("/sandbox/tor-exits")
                .then()
                .statusCode(204);
        assertThat(reseller.order(account, Identities.address()).statusCode()).isEqualTo(201);

        expect(reseller.order(account, exit), 403, "kyc-required");
        assertThat(reseller.callFor(account).get("/account").jsonPath().getString("kyc"))
                .isEqualTo("required");
    }

    @Test
    void theResellersOwnAddressIsNotLookedAt() {
        TestReseller reseller = TestReseller.fresh();
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", reseller.server()))
                .post("/sandbox/tor-exits")
                .then()
                .statusCode(204);
        UUID account = active(reseller);

        assertThat(reseller.order(account, Identities.address()).statusCode()).isEqualTo(201);
    }

    @Test
    void manyClientsAtOneAddressComeUnderKycWhoeverRegistersThem() {
        TestReseller one = TestReseller.fresh();
        TestReseller two = TestReseller.fresh();
        String address = Identities.address();
        for (int i = 0; i < ACCEPTED_PER_ADDRESS; i++) {
            assertThat(kyc(i % 2 == 0 ? one : two, address)).isEqualTo("not_required");
        }

        assertThat(kyc(one, address)).isEqualTo("required");
        assertThat(Pathway.fresh().from(address).register().extract().<String>path("account.kyc"))
                .isEqualTo("required");
    }

    @Test
    void manyClientsOfOneResellerAreHonest() {
        TestReseller reseller = TestReseller.fresh();

        for (int i = 0; i < ACCEPTED_PER_ADDRESS + 2; i++) {
            assertThat(kyc(reseller, Identities.address())).isEqualTo("not_required");
        }
        assertThat(Pathway.fresh().from(reseller.server()).register().extract().<String>path("account.kyc"))
                .as("its server has registered nobody")
                .isEqualTo("not_required");
    }

    private static String kyc(TestReseller reseller, String address) {
        return reseller.tryRegister(Pathway.fresh(), address).jsonPath().getString("account.kyc");
    }

    private UUID active(TestReseller reseller) {
        UUID account = reseller.register(Pathway.fresh());
        facts.change("update account set email_verified_at = now(), phone_verified_at = now() where id = $1", account);
        return account;
    }

    private static void notFound(Response response) {
        expect(response, 404, "not-found");
    }

    private static Map<String, Object> purchase() {
        return Map.of("kind", "purchase", "product", "vps-s");
    }

    private static Map<String, String> without(Map<String, String> map, String name) {
        Map<String, String> rest = new HashMap<>(map);
        rest.remove(name);
        return rest;
    }

    private static Set<String> without(Set<String> set, String name) {
        Set<String> rest = new HashSet<>(set);
        rest.remove(name);
        return rest;
    }
}
