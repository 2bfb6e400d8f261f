package dev.gatehouse.order;

import static dev.gatehouse.order.OrderJourneyTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.order.Buyers.Buyer;
import dev.gatehouse.order.SteeredScreening.SteeredCheck;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.testing.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of orders while a check cannot tell, and afterwards. */
@QuarkusTest
@TestProfile(SteeredScreening.class)
class RescreeningTest {
    private static final CheckResult SILENT = CheckResult.unavailable("error");
    private static final CheckResult CLEAR = CheckResult.clear(Map.of());
    private static final CheckResult FLAGGED = CheckResult.flagged(Map.of());
    private static final CheckResult BLOCKED = CheckResult.blocked(Map.of());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Buyers buyers;
    private final SteeredCheck check;
    private final Rescreening rescreening;
    private final MovableClock clock;
    private final MeterRegistry metrics;

    @Inject
    RescreeningTest(
            Buyers buyers, SteeredCheck check, Rescreening rescreening, MovableClock clock, MeterRegistry metrics) {
        this.buyers = buyers;
        this.check = check;
        this.rescreening = rescreening;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Test
    void aRenewalGoesOnDegradedAndIsScreenedAgainUntilThereIsAnAnswer() {
        // given
        Buyer buyer = withAnEarlierOrder();
        String order = renewedUnexamined(buyer);
        assertThat(count(
                        "decision where account_id = $1 and phase = 'order' and degraded and verdict = 'allow'", buyer))
                .isEqualTo(1);
        assertThat(kyc(buyer, "not_required")).isTrue();

        // when: too early
        int before = check.asked(buyer.account());
        sweep();
        assertThat(check.asked(buyer.account())).isEqualTo(before);

        // when: due, but still no answer
        check.answer(buyer.account(), SILENT);
        clock.advance(Duration.ofSeconds(75));
        sweepUntil(() -> assertThat(check.asked(buyer.account())).isEqualTo(before + 1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(
                        "rescreening where account_id = $1 and done_at is null and attempts = 1"
                                + " and due_at < created_at + interval '5 minutes'",
                        buyer))
                .as("put off")
                .isEqualTo(1));
        assertThat(kyc(buyer, "not_required"))
                .as("nobody is put under KYC by a deferral")
                .isTrue();
        assertThat(buyers.orderDecisions(buyer)).isEqualTo(2);

        // when: an answer
        check.answer(buyer.account(), FLAGGED);
        clock.advance(Duration.ofSeconds(150));
        sweepUntil(() -> assertThat(done(buyer, "review")).isTrue());

        // then
        CheckContext told = check.last(buyer.account());
        assertThat(told.purchase()).isEqualTo(new CheckContext.Purchase(true, false, true));
        assertThat(told.origin().address()).hasToString("203.0.113.77");
        assertThat(told.origin().userAgent()).isEqualTo("Lynx/2.9");
        assertThat(told.origin().device()).isEqualTo("device-of-" + buyer.account());
        assertThat(kyc(buyer, "required")).isTrue();
        assertThat(count(
                        "rescreening r join decision d on d.id = r.decision_id where r.account_id = $1"
                                + " and d.verdict = 'review' and not d.degraded and r.address is null"
                                + " and r.user_agent is null and r.device is null",
                        buyer))
                .isEqualTo(1);
        refused(Buyers.panel().body("{}").post("/orders/" + order + "/confirm"), 403, "kyc-required");
    }

    @ParameterizedTest
    @CsvSource({"CLEAR, allow, not_required", "FLAGGED, review, required", "BLOCKED, block, required"})
    void whatIsFoundThenCounts(String found, String outcome, String kyc) {
        // given
        Buyer buyer = withAnEarlierOrder();
        renewedUnexamined(buyer);
        double before = counted(outcome);

        // when
        check.answer(buyer.account(), result(found));
        clock.advance(Duration.ofMinutes(2));
        sweepUntil(() -> assertThat(done(buyer, outcome)).isTrue());

        // then
        assertThat(kyc(buyer, kyc)).isTrue();
        assertThat(buyers.count("purchase_order", buyer)).isEqualTo(2);
        assertThat(counted(outcome)).isEqualTo(before + 1);
    }

    @Test
    void nobodyElseGoesOn() {
        Buyer first = buyers.active();
        check.answer(first.account(), SILENT);
        refused(first.order("k", renewal()), 503, "screening-unavailable");

        Buyer later = withAnEarlierOrder();
        check.answer(later.account(), SILENT);
        Response purchase = later.order("another", Buyers.purchase());
        refused(purchase, 503, "screening-unavailable");
        assertThat(purchase.header("Retry-After")).isEqualTo("30");

        for (Buyer buyer : new Buyer[] {first, later}) {
            assertThat(buyers.count("rescreening", buyer)).isZero();
            assertThat(kyc(buyer, "not_required")).isTrue();
        }
    }

    @Test
    void anExaminedRenewalIsNotScreenedAgain() {
        Buyer buyer = withAnEarlierOrder();

        assertThat(buyer.order("renewal", renewal()).statusCode()).isEqualTo(201);

        assertThat(buyers.count("rescreening", buyer)).isZero();
    }

    @Test
    void whoPassesKycWhileTheChecksRunStaysClear() {
        // given
        Buyer buyer = withAnEarlierOrder();
        renewedUnexamined(buyer);
        CompletableFuture<CheckResult> answer = check.hold(buyer.account());
        int before = check.asked(buyer.account());
        clock.advance(Duration.ofMinutes(2));
        CompletableFuture<Void> running = rescreening.tick().subscribe().asCompletionStage();
        await().atMost(PATIENCE).until(() -> check.asked(buyer.account()) == before + 1);

        // when
        buyers.set(buyer, "kyc = 'approved', kyc_passed_until = now() + interval '1 year'");
        answer.complete(FLAGGED);
        running.join();

        // then
        await().atMost(PATIENCE).until(() -> done(buyer, "review"));
        assertThat(kyc(buyer, "approved")).isTrue();
    }

    @Test
    void severalNodesScreenAnOrderOnce() {
        // given
        Buyer buyer = withAnEarlierOrder();
        renewedUnexamined(buyer);
        int before = check.asked(buyer.account());
        clock.advance(Duration.ofMinutes(2));

        // when
        CompletableFuture<?>[] sweeps = new CompletableFuture<?>[5];
        for (int i = 0; i < sweeps.length; i++) {
            sweeps[i] = rescreening.sweep().subscribe().asCompletionStage();
        }
        CompletableFuture.allOf(sweeps).join();

        // then
        await().atMost(PATIENCE).until(() -> done(buyer, "allow"));
        assertThat(check.asked(buyer.account())).isEqualTo(before + 1);
    }

    @Test
    void whoseLeaseHasRunOutWritesNothing() {
        // given
        Buyer buyer = withAnEarlierOrder();
        renewedUnexamined(buyer);
        CompletableFuture<CheckResult> slow = check.hold(buyer.account());
        int before = check.asked(buyer.account());
        clock.advance(Duration.ofMinutes(2));
        CompletableFuture<Void> first = rescreening.tick().subscribe().asCompletionStage();
        await().atMost(PATIENCE).until(() -> check.asked(buyer.account()) == before + 1);

        // when
        clock.advance(Duration.ofMinutes(6));
        sweepUntil(() -> assertThat(done(buyer, "allow")).isTrue());
        int decisions = buyers.orderDecisions(buyer);
        slow.complete(BLOCKED);
        first.join();

        // then
        assertThat(done(buyer, "allow")).isTrue();
        assertThat(buyers.orderDecisions(buyer)).isEqualTo(decisions);
        assertThat(kyc(buyer, "not_required")).isTrue();
    }

    @Test
    void anAccountThatIsClosedByThenIsNoLongerAskedAbout() {
        // given
        Buyer buyer = withAnEarlierOrder();
        renewedUnexamined(buyer);
        int before = check.asked(buyer.account());
        buyers.set(buyer, "closed_at = now()");

        // when
        clock.advance(Duration.ofMinutes(2));
        sweepUntil(() -> assertThat(done(buyer, "moot")).isTrue());

        // then
        assertThat(check.asked(buyer.account())).isEqualTo(before);
    }

    @Test
    void anUpstreamThatDoesNotComeBackIsGivenUpAfterAWeek() {
        // given
        Buyer buyer = withAnEarlierOrder();
        renewedUnexamined(buyer);
        double before = counted("given_up");
        assertThat(buyers.execute(
                        "update rescreening set created_at = created_at - interval '7 days', due_at = due_at - interval '1 hour'"
                                + " where account_id = $1",
                        Tuple.of(buyer.account())))
                .isEqualTo(1);

        // when
        check.answer(buyer.account(), SILENT);
        sweepUntil(() -> assertThat(done(buyer, "given_up")).isTrue());

        // then
        assertThat(counted("given_up")).isEqualTo(before + 1);
        assertThat(kyc(buyer, "not_required")).isTrue();
    }

    private Buyer withAnEarlierOrder() {
        Buyer buyer = buyers.active();
        assertThat(buyer.order("earlier").statusCode()).isEqualTo(201);
        return buyer;
    }

    private String renewedUnexamined(Buyer buyer) {
        check.answer(buyer.account(), SILENT);
        Response response = buyer.request()
                .header("Idempotency-Key", "renewal")
                .header("X-Forwarded-For", "203.0.113.77")
                .header("User-Agent", "Lynx/2.9")
                .header("Gatehouse-Device", "device-of-" + buyer.account())
                .body(renewal())
                .post("/orders");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        assertThat(count("rescreening where account_id = $1 and done_at is null", buyer))
                .isEqualTo(1);
        return response.jsonPath().getString("id");
    }

    private static Map<String, Object> renewal() {
        return Map.of("kind", "renewal", "product", "vps-s", "serviceId", "srv-1");
    }

    private static CheckResult result(String name) {
        return switch (name) {
            case "CLEAR" -> CLEAR;
            case "FLAGGED" -> FLAGGED;
            default -> BLOCKED;
        };
    }

    private void sweep() {
        rescreening.tick().await().atMost(PATIENCE);
    }

    /** The service's own job may have taken the row, so what it does is waited for. */
    private void sweepUntil(ThrowingRunnable holds) {
        sweep();
        await().atMost(PATIENCE).untilAsserted(holds);
    }

    private boolean done(Buyer buyer, String outcome) {
        return buyers.number(
                        "select count(*)::int from rescreening where account_id = $1 and outcome = $2 and done_at is not null",
                        Tuple.of(buyer.account(), outcome))
                == 1;
    }

    private boolean kyc(Buyer buyer, String state) {
        return buyers.number(
                        "select count(*)::int from account where id = $1 and kyc = $2",
                        Tuple.of(buyer.account(), state))
                == 1;
    }

    private int count(String from, Buyer buyer) {
        return buyers.number("select count(*)::int from " + from, Tuple.of(buyer.account()));
    }

    private double counted(String outcome) {
        return metrics.counter("gatehouse.rescreenings", "outcome", outcome).count();
    }
}
