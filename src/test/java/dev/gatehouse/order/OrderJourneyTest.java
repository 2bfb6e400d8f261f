package dev.gatehouse.order;

import static dev.gatehouse.order.Buyers.panel;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.order.Buyers.Buyer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders over HTTP, as clients and the panel's backend see them. */
@QuarkusTest
class OrderJourneyTest {
    private final Buyers buyers;

    @Inject
    OrderJourneyTest(Buyers buyers) {
        this.buyers = buyers;
    }

    @ParameterizedTest
    @CsvSource({"purchase", "renewal", "upgrade", "invoice", "topup"})
    void everyKindIsAccepted(String kind) {
        Buyer buyer = buyers.active();
        Map<String, Object> body = Map.of(
                "kind", kind,
                "product", "vps-s",
                "quantity", 3,
                "term", "12m",
                "serviceId", "srv-1",
                "reference", "cart-7",
                "amount", Map.of("value", "9.90", "currency", "EUR"));

        Response placed = buyer.order("k", body);

        assertThat(placed.statusCode()).as(placed.asString()).isEqualTo(201);
        Map<String, Object> order = placed.jsonPath().getMap("");
        assertThat(order)
                .containsOnlyKeys(
                        "id",
                        "kind",
                        "status",
                        "product",
                        "quantity",
                        "term",
                        "serviceId",
                        "reference",
                        "amount",
                        "createdAt",
                        "expiresAt")
                .containsEntry("kind", kind)
                .containsEntry("status", "accepted")
                .containsEntry("quantity", 3)
                .containsEntry("amount", Map.of("value", "9.90", "currency", "EUR"));
        assertThat(Duration.between(
                        Instant.parse((String) order.get("createdAt")), Instant.parse((String) order.get("expiresAt"))))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(buyer.request().get("/orders/" + order.get("id")).jsonPath().getMap(""))
                .isEqualTo(order);
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(1);
        assertThat(buyers.orderDecisions(buyer)).isEqualTo(1);
    }

    @Test
    void whatIsLeftOutIsNullAndOneIsOrdered() {
        Map<String, Object> order = buyers.active().order("k").jsonPath().getMap("");

        assertThat(order).containsEntry("quantity", 1);
        for (String absent : List.of("term", "serviceId", "reference", "amount")) {
            assertThat(order).containsEntry(absent, null);
        }
    }

    @Test
    void aKeyIsRequired() {
        Buyer buyer = buyers.active();

        refused(buyer.request().body(Buyers.purchase()).post("/orders"), 400, "idempotency-key-required");
        refused(buyer.order("two words"), 400, "malformed-request");
        assertThat(buyers.count("purchase_order", buyer)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"product":"vps-s"}                                                             | 422 | /kind
            {"kind":"purchase"}                                                             | 422 | /product
            {"kind":"purchase","product":" "}                                               | 422 | /product
            {"kind":"purchase","product":"a\\nb"}                                           | 422 | /product
            {"kind":"renewal","product":"vps-s"}                                            | 422 | /serviceId
            {"kind":"upgrade","product":"vps-s","serviceId":" "}                            | 422 | /serviceId
            {"kind":"purchase","product":"vps-s","quantity":0}                              | 422 | /quantity
            {"kind":"purchase","product":"vps-s","amount":{"value":"-1","currency":"EUR"}}  | 422 | /amount/value
            {"kind":"purchase","product":"vps-s","amount":{"value":"1,00","currency":"EUR"}}| 422 | /amount/value
            {"kind":"purchase","product":"vps-s","amount":{"value":"1.00","currency":"eur"}}| 422 | /amount/currency
            {"kind":"purchase","product":"vps-s","amount":{"value":"1.00"}}                 | 422 | /amount/currency
            {"kind":"gift","product":"vps-s"}                                               | 400 | /kind
            {"kind":"purchase","product":"vps-s","initiator":"cron"}                        | 400 | /initiator
            {"kind":"purchase","product":"vps-s","price":1}                                 | 400 | /price
            {"kind":"purchase","product":"vps-s","quantity":"many"}                         | 400 | /quantity
            """)
    void badInputIsRefusedByField(String body, int status, String pointer) {
        Buyer buyer = buyers.active();

        Response response =
                buyer.request().header("Idempotency-Key", "k").body(body).post("/orders");

        refused(response, status, status == 400 ? "malformed-request" : "validation-failed");
        assertThat(response.jsonPath().getList("errors.pointer")).containsExactly(pointer);
        assertThat(buyers.count("purchase_order", buyer)).isZero();
    }

    @Test
    void theListGoesFromNewToOldInPages() {
        Buyer buyer = buyers.active();
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed.add(0, buyer.order("k" + i).jsonPath().getString("id"));
        }

        List<String> walked = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            Response page = buyer.request()
                    .queryParams(cursor == null ? Map.of("limit", 2) : Map.of("limit", 2, "cursor", cursor))
                    .get("/orders");
            assertThat(page.jsonPath().getMap("")).containsOnlyKeys("items", "nextCursor");
            walked.addAll(page.jsonPath().getList("items.id", String.class));
            cursor = page.jsonPath().getString("nextCursor");
            pages++;
        } while (cursor != null);

        assertThat(walked).isEqualTo(placed);
        assertThat(pages).isEqualTo(3);
        for (String bad : List.of("limit=0", "limit=201", "cursor=abc")) {
            refused(buyer.request().get("/orders?" + bad), 422, "validation-failed");
        }
    }

    @Test
    void anOrderIsSeenByItsOwnerAlone() {
        Buyer owner = buyers.active();
        Buyer other = buyers.active();
        String id = owner.order("k").jsonPath().getString("id");

        refused(other.request().get("/orders/" + id), 404, "not-found");
        refused(owner.request().get("/orders/" + UUID.randomUUID()), 404, "not-found");
        refused(owner.request().get("/orders/1"), 404, "not-found");
        assertThat(other.request().get("/orders").jsonPath().getList("items")).isEmpty();
        refused(given().get("/orders/" + id), 401, "unauthenticated");
        assertThat(panel().header("Gatehouse-Account", owner.account())
                        .get("/orders/" + id)
                        .statusCode())
                .isEqualTo(200);
        refused(panel().header("Gatehouse-Account", other.account()).get("/orders/" + id), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            textBlock =
                    """
            email_verified_at = null                                                                | verification-required | verify_email
            phone_verified_at = null                                                                | verification-required | verify_sms
            phone = null, phone_verified_at = null                                                  | verification-required | add_phone
            phone_verified_at = null, kyc = 'required'                                              | verification-required | verify_sms,complete_kyc
            kyc = 'required'                                                                        | kyc-required          | complete_kyc
            kyc = 'in_review'                                                                       | kyc-required          | -
            kyc = 'rejected'                                                                        | kyc-required          | contact_support
            suspended_at = now()                                                                    | account-suspended     | contact_support
            suspended_at = now(), kyc = 'required', email_verified_at = null, phone_verified_at = null | account-suspended  | contact_support
            """)
    void standingRefusesWithoutADecision(String facts, String code, @Nullable String steps) {
        Buyer buyer = buyers.active();
        buyers.set(buyer, facts);

        Response response = buyer.order("k");

        refused(response, 403, code);
        List<String> told = response.jsonPath().getList("nextSteps", String.class);
        assertThat(told == null ? List.of() : told).isEqualTo(steps == null ? List.of() : List.of(steps.split(",")));
        assertThat(buyers.orderDecisions(buyer)).isZero();
        assertThat(buyers.count("purchase_order", buyer)).isZero();
        assertThat(held(buyer)).isZero();
    }

    @Test
    void aRefusalFreesTheKeySoThatTheOrderGoesThroughAfterKyc() {
        Buyer buyer = buyers.active();
        buyers.set(buyer, "kyc = 'required'");
        refused(buyer.order("k"), 403, "kyc-required");

        buyers.set(buyer, "kyc = 'approved'");
        Response after = buyer.order("k");

        assertThat(after.statusCode()).isEqualTo(201);
        assertThat(after.header("Idempotency-Replayed")).isNull();
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(1);
    }

    @Test
    void thePanelConfirmsOnce() {
        Buyer buyer = buyers.active();
        Map<String, Object> placed = buyer.order("k").jsonPath().getMap("");

        Response confirmed = panel().body(Map.of("amount", money("9.90"), "reference", "inv-1"))
                .post("/orders/" + placed.get("id") + "/confirm");

        assertThat(confirmed.statusCode()).as(confirmed.asString()).isEqualTo(200);
        assertThat(confirmed.jsonPath().getMap(""))
                .containsEntry("status", "confirmed")
                .containsEntry("reference", "inv-1")
                .containsEntry("amount", money("9.90"))
                .containsKey("confirmedAt")
                .containsAllEntriesOf(without(placed, "status", "reference", "amount"));
        refused(confirm(placed, null), 409, "order-already-confirmed");
        assertThat(buyer.request().get("/orders/" + placed.get("id")).jsonPath().getString("status"))
                .isEqualTo("confirmed");
    }

    @Test
    void confirmingNeedsNoBodyAndMayNameTheAccount() throws Exception {
        Buyer buyer = buyers.active();
        Map<String, Object> first = buyer.order("a").jsonPath().getMap("");
        Map<String, Object> second = buyer.order("b").jsonPath().getMap("");

        // Without a body there is no type of it either; rest-assured would send one.
        HttpRequest bare = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/orders/" + first.get("id") + "/confirm"))
                .header("X-Api-Key", Buyers.BOOTSTRAP_KEY)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(bare, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(confirm(second, buyer.account()).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherAccountsOrderIsNotConfirmed() {
        Buyer buyer = buyers.active();
        Buyer other = buyers.active();
        Map<String, Object> placed = buyer.order("k").jsonPath().getMap("");

        refused(confirm(placed, other.account()), 404, "not-found");
        refused(confirm(placed, UUID.randomUUID()), 404, "not-found");
        refused(confirm(Map.of("id", UUID.randomUUID()), null), 404, "not-found");
        assertThat(confirm(placed, null).statusCode()).isEqualTo(200);
    }

    @Test
    void aClientMayNotConfirm() {
        Buyer buyer = buyers.active();
        String id = buyer.order("k").jsonPath().getString("id");

        refused(buyer.request().body("{}").post("/orders/" + id + "/confirm"), 403, "forbidden");
        refused(given().contentType(ContentType.JSON).post("/orders/" + id + "/confirm"), 401, "unauthenticated");
    }

    @Test
    void whatIsSoldMustBeWhatWasOrdered() {
        Buyer buyer = buyers.active();
        Map<String, Object> placed = buyer.order(
                        "k", Map.of("kind", "purchase", "product", "x", "amount", money("9.90"), "reference", "cart-1"))
                .jsonPath()
                .getMap("");
        String path = "/orders/" + placed.get("id") + "/confirm";

        refused(panel().body(Map.of("amount", money("9.91"))).post(path), 409, "order-mismatch");
        refused(panel().body(Map.of("reference", "cart-2")).post(path), 409, "order-mismatch");
        assertThat(panel().body(Map.of("amount", money("9.9"), "reference", "cart-1"))
                        .post(path)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anOrderExpires() {
        Buyer buyer = buyers.active();
        Map<String, Object> placed = buyer.order("k").jsonPath().getMap("");
        buyers.execute(
                "update purchase_order set created_at = created_at - interval '30 minutes', "
                        + "expires_at = expires_at - interval '30 minutes' where account_id = $1",
                Tuple.of(buyer.account()));

        refused(confirm(placed, null), 410, "order-expired");
    }

    @ParameterizedTest
    @CsvSource({
        "kyc = 'required', kyc-required",
        "suspended_at = now(), account-suspended",
        "phone_verified_at = null, verification-required"
    })
    void whoLostItsStandingMeanwhileBuysNothing(String facts, String code) {
        Buyer buyer = buyers.active();
        Map<String, Object> placed = buyer.order("k").jsonPath().getMap("");
        buyers.set(buyer, facts);

        refused(confirm(placed, null), 403, code);

        buyers.set(buyer, "kyc = 'approved', suspended_at = null, phone_verified_at = now()");
        assertThat(confirm(placed, null).statusCode()).isEqualTo(200);
    }

    @Test
    void onlyThePanelOrdersByItself() {
        Buyer buyer = buyers.active();
        Map<String, Object> renewal =
                Map.of("kind", "renewal", "product", "vps-s", "serviceId", "srv-1", "initiator", "automatic");

        refused(buyer.order("k", renewal), 403, "forbidden");
        Response placed = panel().header("Gatehouse-Account", buyer.account())
                .header("Idempotency-Key", "k")
                .body(renewal)
                .post("/orders");
        assertThat(placed.statusCode()).as(placed.asString()).isEqualTo(201);
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(1);
    }

    @Test
    void aKeysHolderNamesTheAccount() {
        Response none =
                panel().header("Idempotency-Key", "k").body(Buyers.purchase()).post("/orders");

        refused(none, 422, "validation-failed");
        assertThat(none.jsonPath().getList("errors.pointer")).containsExactly("Gatehouse-Account");
        for (Object unknown : List.of(UUID.randomUUID(), "x")) {
            refused(
                    panel().header("Gatehouse-Account", unknown)
                            .header("Idempotency-Key", "k")
                            .body(Buyers.purchase())
                            .post("/orders"),
                    404,
                    "not-found");
        }
    }

    private int held(Buyer buyer) {
        return buyers.number(
                "select count(*)::int from idempotency where caller like $1", Tuple.of("%" + buyer.account() + "%"));
    }

    private static Map<String, String> money(String value) {
        return Map.of("value", value, "currency", "EUR");
    }

    private static Map<String, Object> without(Map<String, Object> map, String... names) {
        Map<String, Object> rest = new java.util.HashMap<>(map);
        rest.keySet().removeAll(List.of(names));
        return rest;
    }

    private static Response confirm(Map<String, Object> order, @Nullable UUID account) {
        var request = account == null ? panel() : panel().header("Gatehouse-Account", account);
        return request.body("{}").post("/orders/" + order.get("id") + "/confirm");
    }

    static void refused(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
    }
}
