package dev.gatehouse.reseller;

import static dev.gatehouse.testing.Refusals.limited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.ResellerLimits;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.TestReseller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How much one reseller may do. */
@QuarkusTest
class ResellerQuotaTest {
    private static final int AT_ONCE = 10;

    private final Facts facts;
    private final MovableClock clock;
    private final ResellerLimits limits;

    @Inject
    ResellerQuotaTest(Facts facts, MovableClock clock, ResellerLimits limits) {
        this.facts = facts;
        this.clock = clock;
        this.limits = limits;
    }

    @Test
    void theDefaultsAreTheContracts() {
        assertThat(limits.registrationsADay()).isEqualTo(1000);
        assertThat(limits.requestsASecond()).isEqualTo(50);
    }

    @Test
    void atTheQuotasEdgeExactlyAsManyAreAccepted() {
        // given
        TestReseller reseller = TestReseller.fresh();
        reseller.register(Pathway.fresh());
        registered(reseller, limits.registrationsADay() - 2);

        // when
        List<Response> answers =
                Parallel.times(AT_ONCE, () -> reseller.tryRegister(Pathway.fresh(), Identities.address()));

        // then
        List<Response> refused =
                answers.stream().filter(answer -> answer.statusCode() != 201).toList();
        assertThat(refused)
                .hasSize(AT_ONCE - 2)
                .allSatisfy(answer -> limited(answer, "rate-limited", "reseller-registrations"));
        assertThat(facts.count("select count(*) from account where reseller_id = $1", reseller.id()))
                .isEqualTo(3);
        assertThat(facts.count("select registered::bigint from reseller_day where reseller_id = $1", reseller.id()))
                .isEqualTo(limits.registrationsADay());
    }

    @Test
    void aDayLaterThereIsAQuotaAgainAndReplaysNeedNone() {
        // given
        TestReseller reseller = TestReseller.fresh();
        Pathway client = Pathway.fresh();
        String once = UUID.randomUUID().toString();
        Response first = register(reseller, client, once);
        registered(reseller, limits.registrationsADay());
        limited(reseller.tryRegister(Pathway.fresh(), Identities.address()), "rate-limited", "reseller-registrations");

        // when
        Response replay = register(reseller, client, once);
        TestReseller.fresh().register(Pathway.fresh());
        clock.advance(Duration.ofDays(1));

        // then
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replay.asString()).isEqualTo(first.asString());
        reseller.register(Pathway.fresh());
    }

    @Test
    void aResellersRequestsAreLimitedOverAllItsKeysAndNobodyElses() {
        // given
        TestReseller reseller = TestReseller.fresh();
        TestReseller other = TestReseller.fresh();
        List<String> keys = List.of(reseller.key(), reseller.newKey(Set.of("accounts:read")));
        UUID nobody = UUID.randomUUID();

        // when more than fifty come within a second, as sooner or later they do
        List<Response> refused = new ArrayList<>();
        Awaitility.await("a refusal").atMost(Duration.ofSeconds(60)).until(() -> {
            for (String key : keys) {
                Parallel.times(2 * limits.requestsASecond(), () -> reseller.call(key)
                                .header("Gatehouse-Account", nobody)
                                .get("/account"))
                        .stream()
                        .filter(answer -> answer.statusCode() != 404)
                        .forEach(refused::add);
            }
            return !refused.isEmpty();
        });

        // then
        assertThat(refused).allSatisfy(answer -> limited(answer, "rate-limited", "reseller-requests"));
        assertThat(other.callFor(nobody).get("/account").statusCode()).isEqualTo(404);
        List<Response> panel = Parallel.times(
                2 * limits.requestsASecond(),
                () -> TestReseller.staff().header("Gatehouse-Account", nobody).get("/account"));
        assertThat(panel).hasSize(2 * limits.requestsASecond()).allSatisfy(answer -> assertThat(answer.statusCode())
                .isEqualTo(404));
    }

    private void registered(TestReseller reseller, int many) {
        facts.change("update reseller_day set registered = " + many + " where reseller_id = $1", reseller.id());
    }

    private static Response register(TestReseller reseller, Pathway client, String once) {
        return reseller.callFrom(Identities.address())
                .header("Idempotency-Key", once)
                .body(client.registration())
                .post("/register");
    }
}
