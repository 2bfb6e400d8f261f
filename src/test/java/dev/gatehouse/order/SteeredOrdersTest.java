package dev.gatehouse.order;

import static dev.gatehouse.order.OrderJourneyTest.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.order.Buyers.Buyer;
import dev.gatehouse.order.SteeredScreening.SteeredCheck;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.testing.HangingUp;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Idempotency, races and hang-ups, with screening that takes as long as the test wants. */
@QuarkusTest
@TestProfile(SteeredScreening.class)
class SteeredOrdersTest {
    private static final CheckResult CLEAR = CheckResult.clear(Map.of());
    private static final CheckResult FLAGGED = CheckResult.flagged(Map.of());
    private static final int MANY = 20;

    private final Buyers buyers;
    private final SteeredCheck check;
    private final ExecutorService clients = Executors.newFixedThreadPool(MANY);

    @Inject
    SteeredOrdersTest(Buyers buyers, SteeredCheck check) {
        this.buyers = buyers;
        this.check = check;
    }

    @AfterEach
    void end() {
        clients.shutdownNow();
    }

    // --- idempotency ---

    @Test
    void theSameRequestGetsTheSameAnswerAgain() {
        Buyer buyer = buyers.active();
        Map<String, Object> body =
                Map.of("kind", "topup", "product", "x", "amount", Map.of("value", "9.90", "currency", "EUR"));
        Response first = buyer.order("k", body);
        Response again = buyer.order("k", body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
        refused(buyer.order("k"), 422, "idempotency-key-reused");
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(1);
        assertThat(check.asked(buyer.account())).as("replays are not screened").isEqualTo(2);
    }

    @Test
    void aKeyIsTheCallersOwn() {
        Buyer one = buyers.active();
        Buyer two = buyers.active();

        Set<String> ids = new HashSet<>();
        ids.add(accepted(one.order("k")));
        ids.add(accepted(two.order("k")));
        for (Buyer buyer : List.of(one, two)) {
            ids.add(accepted(Buyers.panel()
                    .header("Gatehouse-Account", buyer.account())
                    .header("Idempotency-Key", "k")
                    .body(Buyers.purchase())
                    .post("/orders")));
        }
        String email = Buyers.freshEmail();
        Response registered = register(email, "k");

        assertThat(ids).hasSize(4);
        assertThat(registered.statusCode()).isEqualTo(201);
        assertThat(registered.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void aRequestThatStillRunsIsNotRunAgain() {
        Buyer buyer = buyers.active();
        CompletableFuture<CheckResult> answer = check.hold(buyer.account());
        CompletableFuture<Response> first = inParallel(() -> buyer.order("k"));
        awaitAsked(buyer, 2);

        Response second = buyer.order("k");
        Response other = buyer.order("k", Map.of("kind", "topup", "product", "y"));
        answer.complete(CLEAR);

        refused(second, 409, "idempotency-in-progress");
        assertThat(second.header("Retry-After")).isEqualTo("1");
        refused(other, 422, "idempotency-key-reused");
        assertThat(accepted(first.join())).isEqualTo(accepted(buyer.order("k")));
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(1);
    }

    @Test
    void whoIsClearedWhileTheChecksRunIsNotSentBack() {
        Buyer buyer = buyers.active();
        CompletableFuture<CheckResult> answer = check.hold(buyer.account());
        CompletableFuture<Response> first = inParallel(() -> buyer.order("k"));
        awaitAsked(buyer, 2);

        Buyers.panel()
                .body(Map.of("action", "clear_kyc", "reason", "Known to us"))
                .post("/staff/accounts/{id}/actions", buyer.account())
                .then()
                .statusCode(200);
        answer.complete(FLAGGED);

        accepted(first.join());
    }

    @Test
    void anExpiredLeaseIsTakenOverAndItsFirstHolderWritesNothing() {
        Buyer buyer = buyers.active();
        CompletableFuture<CheckResult> answer = check.hold(buyer.account());
        CompletableFuture<Response> first = inParallel(() -> buyer.order("k"));
        awaitAsked(buyer, 2);
        assertThat(shift("leased_until", buyer)).isEqualTo(1);

        refused(buyer.order("k", Map.of("kind", "topup", "product", "y")), 422, "idempotency-key-reused");
        String taken = accepted(buyer.order("k"));
        answer.complete(CLEAR);

        refused(first.join(), 409, "idempotency-in-progress");
        Response again = buyer.order("k");
        assertThat(accepted(again)).isEqualTo(taken);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(1);
    }

    @Test
    void whoseReservationIsGoneWritesNothing() {
        Buyer buyer = buyers.active();
        CompletableFuture<CheckResult> answer = check.hold(buyer.account());
        CompletableFuture<Response> first = inParallel(() -> buyer.order("k"));
        awaitAsked(buyer, 2);
        assertThat(buyers.number(
                        "with gone as (delete from idempotency where caller like $1 returning 1) select count(*)::int from gone",
                        Tuple.of("%" + buyer.account() + "%")))
                .isEqualTo(1);
        answer.complete(CLEAR);

        refused(first.join(), 409, "idempotency-in-progress");
        assertThat(buyers.count("purchase_order", buyer)).isZero();
        accepted(buyer.order("k"));
    }

    @Test
    void anAnswerIsKeptForADay() {
        Buyer buyer = buyers.active();
        String first = accepted(buyer.order("k"));
        int hours = buyers.number(
                "select round(extract(epoch from expires_at - now()) / 3600)::int from idempotency where caller like $1",
                Tuple.of("%" + buyer.account() + "%"));
        assertThat(hours).isEqualTo(24);
        assertThat(shift("expires_at", buyer)).isEqualTo(1);

        Response later = buyer.order("k", Map.of("kind", "topup", "product", "y"));

        assertThat(accepted(later)).isNotEqualTo(first);
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(2);
    }

    @Test
    void oneKeyIsOneOrderHoweverManyComeAtOnce() {
        Buyer buyer = buyers.active();

        List<Response> responses = atOnce(MANY, i -> buyer.order("k"));

        Set<String> ids = new HashSet<>();
        int first = 0;
        for (Response response : responses) {
            if (response.statusCode() == 201) {
                ids.add(response.jsonPath().getString("id"));
                first += response.header("Idempotency-Replayed") == null ? 1 : 0;
            } else {
                refused(response, 409, "idempotency-in-progress");
            }
        }
        assertThat(responses).hasSize(MANY);
        assertThat(ids).hasSize(1);
        assertThat(first).isEqualTo(1);
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(1);
    }

    @Test
    void aRegistrationIsReplayedWithASessionOfItsOwnAndNoSecretIsKept() {
        String email = Buyers.freshEmail();
        String key = "reg-" + email;
        JsonPath first = register(email, key).jsonPath();
        Response replay = register(email, key);
        JsonPath again = replay.jsonPath();

        assertThat(replay.statusCode()).isEqualTo(201);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.getMap("account")).isEqualTo(first.getMap("account"));
        assertThat(again.getString("session.refreshToken")).isNotEqualTo(first.getString("session.refreshToken"));
        for (JsonPath answer : List.of(first, again)) {
            assertThat(given().header("Authorization", "Bearer " + answer.getString("session.accessToken"))
                            .get("/account")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(buyers.number("select count(*)::int from account where email = $1", Tuple.of(email)))
                .isEqualTo(1);
        assertThat(buyers.number(
                        "select count(*)::int from idempotency where key = $1 and body is not null and body::text not ilike '%token%' "
                                + "and body::text not like '%' || $2 || '%'",
                        Tuple.of(key, Pathway.PASSWORD)))
                .isEqualTo(1);
        Map<String, Object> other = Buyers.registration(email);
        other.put("password", "another good password");
        refused(register(other, key), 422, "idempotency-key-reused");
    }

    // --- what screening says ---

    @Test
    void aReviewSendsToKycAndNothingIsOrderedAfterIt() {
        Buyer buyer = buyers.active();
        check.answer(buyer.account(), FLAGGED);

        Response response = buyer.order("k");

        refused(response, 403, "kyc-required");
        assertThat(response.jsonPath().getList("nextSteps")).containsExactly("complete_kyc");
        assertThat(response.asString()).doesNotContain("steered").doesNotContain("flagged");
        assertThat(buyers.orderDecisions(buyer)).isEqualTo(1);
        refused(buyer.order("k"), 403, "kyc-required");
        assertThat(buyers.orderDecisions(buyer))
                .as("standing alone is no decision")
                .isEqualTo(1);
        assertThat(buyers.count("purchase_order", buyer)).isZero();
    }

    @Test
    void whatCannotBeDecidedMayComeAgainWithTheSameKey() {
        Buyer buyer = buyers.active();
        check.answer(buyer.account(), CheckResult.unavailable("error"));

        Response deferred = buyer.order("k");

        refused(deferred, 503, "screening-unavailable");
        assertThat(deferred.header("Retry-After")).isEqualTo("30");
        assertThat(accepted(buyer.order("k"))).isNotNull();
        assertThat(buyers.orderDecisions(buyer)).isEqualTo(2);
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(1);
    }

    @Test
    void aBlockIsNoOrder() {
        Buyer buyer = buyers.active();
        check.answer(buyer.account(), CheckResult.blocked(Map.of()));

        Response response = buyer.order("k");

        refused(response, 403, "account-suspended");
        assertThat(response.jsonPath().getList("nextSteps")).containsExactly("contact_support");
        assertThat(buyers.count("purchase_order", buyer)).isZero();
    }

    @Test
    void aBlockSaysNothingAboutItsReason() {
        Buyer one = buyers.active();
        Buyer two = buyers.active();
        Buyer suspended = buyers.active();
        check.answer(one.account(), CheckResult.blocked(Map.of("list", "deny")));
        check.answer(two.account(), CheckResult.blocked(Map.of("disposition", "reject", "score", 99)));
        buyers.set(suspended, "suspended_at = now()");

        Set<String> answers = new HashSet<>();
        for (Buyer buyer : List.of(one, two, suspended)) {
            Response response = buyer.order("k");
            refused(response, 403, "account-suspended");
            answers.add(response.asString().replaceAll("urn:uuid:[0-9a-f-]+", ""));
        }

        assertThat(answers).as("but for the request's id").hasSize(1);
    }

    @Test
    void aRegistrationThatCannotBeDecidedLeavesNothingAndMayComeAgain() {
        String email = Buyers.freshEmail();
        check.answer(email, CheckResult.unavailable("error"));

        Response deferred = register(email, "deferred-" + email);

        refused(deferred, 503, "screening-unavailable");
        assertThat(deferred.header("Retry-After")).isEqualTo("30");
        assertThat(buyers.number("select count(*)::int from account where email = $1", Tuple.of(email)))
                .isZero();
        assertThat(buyers.number("select count(*)::int from idempotency where key = $1", Tuple.of("deferred-" + email)))
                .isZero();
        assertThat(register(email, "deferred-" + email).statusCode()).isEqualTo(201);
    }

    // --- races ---

    @Test
    void whoComesUnderKycWhileTheChecksRunOrdersNothing() {
        Buyer buyer = buyers.active();
        for (String facts : List.of("kyc = 'required'", "suspended_at = now()", "phone_verified_at = null")) {
            int before = check.asked(buyer.account());
            CompletableFuture<CheckResult> answer = check.hold(buyer.account());
            CompletableFuture<Response> running = inParallel(() -> buyer.order("k"));
            awaitAsked(buyer, before + 1);
            buyers.set(buyer, facts);
            answer.complete(CLEAR);

            assertThat(running.join().statusCode()).isEqualTo(403);
            buyers.set(buyer, "kyc = 'not_required', suspended_at = null, phone_verified_at = now()");
        }
        assertThat(buyers.count("purchase_order", buyer)).isZero();
        assertThat(buyers.orderDecisions(buyer)).isEqualTo(3);
        assertThat(accepted(buyer.order("k"))).isNotNull();
    }

    @Test
    void whoPassesKycWhileTheChecksRunIsNotSentThereAgain() {
        Buyer buyer = buyers.active();
        CompletableFuture<CheckResult> answer = check.hold(buyer.account());
        CompletableFuture<Response> running = inParallel(() -> buyer.order("k"));
        awaitAsked(buyer, 2);
        buyers.set(buyer, "kyc = 'approved', kyc_passed_until = now() + interval '1 year'");
        answer.complete(FLAGGED);

        accepted(running.join());

        assertThat(buyers.number(
                        "select count(*)::int from account where id = $1 and kyc = 'approved'",
                        Tuple.of(buyer.account())))
                .isEqualTo(1);
        assertThat(buyers.number(
                        "select count(*)::int from decision where account_id = $1 and phase = 'order' and verdict = 'allow'"
                                + " and trace @> '[{\"result\":\"flagged\",\"action\":\"review\",\"lifted\":true}]'",
                        Tuple.of(buyer.account())))
                .as("the decision says what became of it")
                .isEqualTo(1);
    }

    @Test
    void whoLosesThePassWhileTheChecksRunIsScreenedWithoutIt() {
        Buyer buyer = buyers.active();
        buyers.set(buyer, "kyc = 'approved', kyc_passed_until = now() + interval '1 year'");
        CompletableFuture<CheckResult> answer = check.hold(buyer.account());
        CompletableFuture<Response> running = inParallel(() -> buyer.order("k"));
        awaitAsked(buyer, 2);
        buyers.set(buyer, "kyc_passed_until = null");
        answer.complete(FLAGGED);

        refused(running.join(), 503, "screening-unavailable");
        assertThat(buyers.count("purchase_order", buyer)).isZero();
        check.answer(buyer.account(), FLAGGED);
        refused(buyer.order("k"), 403, "kyc-required");
    }

    @Test
    void anOrderFromHomeDoesNotSlipPastOneThatLedToKyc() {
        Buyer buyer = buyers.active();
        CompletableFuture<CheckResult> home = check.hold(buyer.account());
        CompletableFuture<Response> fromHome = inParallel(() -> buyer.order("home"));
        awaitAsked(buyer, 2);
        check.answer(buyer.account(), FLAGGED);
        refused(buyer.order("exit"), 403, "kyc-required");

        home.complete(CLEAR);

        refused(fromHome.join(), 403, "kyc-required");
        assertThat(buyers.count("purchase_order", buyer)).isZero();
    }

    @Test
    void whateverTheOrderOfEventsNothingIsBoughtAfterAReview() {
        for (int round = 0; round < MANY; round++) {
            Buyer buyer = buyers.active();
            CompletableFuture<CheckResult> home = check.hold(buyer.account());
            CompletableFuture<Response> fromHome = inParallel(() -> buyer.order("home"));
            awaitAsked(buyer, 2);
            CompletableFuture<CheckResult> exit = check.hold(buyer.account());
            CompletableFuture<Response> fromExit = inParallel(() -> buyer.order("exit"));
            awaitAsked(buyer, 3);

            CompletableFuture<Void> released = CompletableFuture.runAsync(() -> home.complete(CLEAR), clients);
            exit.complete(FLAGGED);
            released.join();

            refused(fromExit.join(), 403, "kyc-required");
            Response response = fromHome.join();
            assertThat(response.statusCode()).isIn(201, 403);
            assertThat(buyers.count("purchase_order", buyer)).isEqualTo(response.statusCode() == 201 ? 1 : 0);
            if (response.statusCode() == 201) {
                refused(
                        Buyers.panel()
                                .body("{}")
                                .post("/orders/" + response.jsonPath().getString("id") + "/confirm"),
                        403,
                        "kyc-required");
            }
            refused(buyer.order("later"), 403, "kyc-required");
        }
    }

    @Test
    void oneOfManyConfirmationsAtOnceWins() {
        Buyer buyer = buyers.active();
        String id = accepted(buyer.order("k"));

        List<Response> responses = atOnce(
                MANY, i -> Buyers.panel().body(Map.of("reference", "inv-" + i)).post("/orders/" + id + "/confirm"));

        assertThat(responses.stream().filter(response -> response.statusCode() == 200))
                .hasSize(1);
        assertThat(responses.stream().filter(response -> response.statusCode() == 409))
                .hasSize(MANY - 1);
    }

    // --- connections and threads ---

    @Test
    void noConnectionIsHeldWhileScreeningTakesItsTime() {
        List<CompletableFuture<CheckResult>> answers = new ArrayList<>();
        List<CompletableFuture<Response>> running = new ArrayList<>();
        List<Buyer> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Buyer buyer = buyers.active();
            waiting.add(buyer);
            answers.add(check.hold(buyer.account()));
            running.add(inParallel(() -> buyer.order("k")));
        }
        waiting.forEach(buyer -> awaitAsked(buyer, 2));

        // More than the pool of two could give, were they held.
        List<Response> meanwhile = atOnce(10, i -> waiting.get(i % 5).request().get("/account"));
        answers.forEach(answer -> answer.complete(CLEAR));

        assertThat(meanwhile).hasSize(10).allMatch(response -> response.statusCode() == 200);
        assertThat(running).hasSize(5).allMatch(response -> response.join().statusCode() == 201);
    }

    @Test
    void whoHangsUpLeavesACompleteOrder() {
        List<Buyer> gone = new ArrayList<>();
        List<CompletableFuture<CheckResult>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Buyer buyer = buyers.active();
            CompletableFuture<CheckResult> answer = check.hold(buyer.account());
            HangingUp client = HangingUp.connect(RestAssured.port);
            client.post(
                    "/orders",
                    "{\"kind\":\"purchase\",\"product\":\"vps-s\"}",
                    Map.of("Authorization", "Bearer " + buyer.token(), "Idempotency-Key", "k"));
            awaitAsked(buyer, 2);
            client.hangUp();
            gone.add(buyer);
            answers.add(answer);
        }

        answers.forEach(answer -> answer.complete(CLEAR));

        for (Buyer buyer : gone) {
            await("the order of who has hung up").atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            buyers.count("purchase_order", buyer))
                    .isEqualTo(1));
            Response retry = buyer.order("k");
            assertThat(retry.statusCode()).isEqualTo(201);
            assertThat(retry.header("Idempotency-Replayed")).isEqualTo("true");
        }
        assertThat(atOnce(10, i -> gone.get(0).request().get("/orders")))
                .hasSize(10)
                .allMatch(response -> response.statusCode() == 200);
    }

    @Test
    void whoHangsUpBeforeARefusalLeavesNothingBehind() {
        Buyer buyer = buyers.active();
        CompletableFuture<CheckResult> answer = check.hold(buyer.account());
        HangingUp client = HangingUp.connect(RestAssured.port);
        client.post(
                "/orders",
                "{\"kind\":\"purchase\",\"product\":\"vps-s\"}",
                Map.of("Authorization", "Bearer " + buyer.token(), "Idempotency-Key", "k"));
        awaitAsked(buyer, 2);
        client.hangUp();

        answer.complete(CheckResult.unavailable("error"));

        await("the key is free again").atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(buyers.number(
                        "select count(*)::int from idempotency where caller like $1",
                        Tuple.of("%" + buyer.account() + "%")))
                .isZero());
        assertThat(accepted(buyer.order("k"))).isNotNull();
    }

    private int shift(String column, Buyer buyer) {
        return buyers.execute(
                "update idempotency set " + column + " = now() - interval '1 second' where caller like $1",
                Tuple.of("%" + buyer.account() + "%"));
    }

    private void awaitAsked(Buyer buyer, int times) {
        await("screening of the order")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> check.asked(buyer.account()) == times);
    }

    private CompletableFuture<Response> inParallel(Supplier<Response> request) {
        return CompletableFuture.supplyAsync(request, clients);
    }

    private List<Response> atOnce(int number, IntFunction<Response> request) {
        List<CompletableFuture<Response>> running = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int n = i;
            running.add(inParallel(() -> request.apply(n)));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static String accepted(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    private static Response register(String email, String key) {
        return register(Buyers.registration(email), key);
    }

    private static Response register(Map<String, Object> body, String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/register");
    }
}
