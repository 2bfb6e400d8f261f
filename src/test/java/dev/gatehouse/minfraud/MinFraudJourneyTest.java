package dev.gatehouse.minfraud;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.Refusals;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MinFraudJourneyTest {
    private static final Map<String, Object> OUTAGE = Map.of("outage", true);

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    MinFraudClient client;

    @Inject
    ReportSender sender;

    @Inject
    Facts facts;

    @Inject
    MovableClock clock;

    private final String address = Identities.address();

    @BeforeEach
    @AfterEach
    void closeTheBreaker() {
        breakers.resetAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "is_anonymous_vpn",
                "is_hosting_provider",
                "is_public_proxy",
                "is_residential_proxy",
                "is_tor_exit_node",
                "is_high_risk",
                "is_disposable"
            })
    void aSuspiciousRegistrationEndsInKyc(String trait) {
        says(address, 1, Map.of(trait, true));
        Pathway client = Pathway.fresh().from(address);

        client.register().body("account.kyc", equalTo("required")).body("account.nextSteps", hasItem("complete_kyc"));
    }

    @Test
    void aMailAddressOfHighRiskEndsInKyc() {
        Pathway client = Pathway.fresh().from(address);
        given().contentType(ContentType.JSON)
                .body(Map.of("email", client.email(), "riskScore", 90))
                .post("/sandbox/minfraud")
                .then()
                .statusCode(204);

        client.register().body("account.kyc", equalTo("required"));
    }

    @Test
    void whomMaxMindRejectsIsRefused() {
        says(address, 1, Map.of("disposition", "reject"));
        Pathway client = Pathway.fresh().from(address);

        Refusals.expect(client.register(client.registration()), 403, "registration-not-allowed");
    }

    @ParameterizedTest
    @CsvSource({"cellular, not_required", "residential, required"})
    void aSharedAddressMayRegisterMore(String userType, String kyc) {
        says(address, 1, Map.of("user_type", userType));
        for (int i = 0; i < 3; i++) {
            Pathway.fresh().from(address).register().body("account.kyc", equalTo("not_required"));
        }

        Pathway.fresh().from(address).register().body("account.kyc", equalTo(kyc));
    }

    @Test
    void aRiskyOrderNeedsKyc() {
        Pathway client = active();
        String elsewhere = Identities.address();
        says(elsewhere, 55, Map.of());

        Refusals.expect(client.from(elsewhere).order(), 403, "kyc-required").body("nextSteps", hasItem("complete_kyc"));
        assertThat(facts.count(
                        "select count(*) from decision where account_id = $1 and phase = 'order' and trace @>"
                                + " '[{\"id\":\"minfraud\",\"result\":\"flagged\",\"evidence\":{\"score\":55.0}}]'",
                        client.id()))
                .isEqualTo(1);
    }

    @Test
    void oneQueryServesRegistrationAndOrder() {
        Pathway client = active();
        // Would be flagged if it were asked again.
        says(address, 55, Map.of());

        client.order().then().statusCode(201);
    }

    @Test
    void withoutMaxMindRegistrationsGoOnAndOrdersWait() {
        says(address, 1, OUTAGE);
        Pathway client = active();
        client.account().body("kyc", equalTo("not_required"));
        String key = UUID.randomUUID().toString();

        String retryAfter = Refusals.expect(client.order(key), 503, "screening-unavailable")
                .body("nextSteps", not(hasItem("complete_kyc")))
                .extract()
                .header("Retry-After");
        assertThat(Integer.parseInt(retryAfter)).isPositive();

        says(address, 1, Map.of());
        client.order(key).then().statusCode(201);
    }

    @Test
    void withoutMaxMindACleanAnswerOfTheLastWeekCarriesAnOrder() {
        Pathway client = active();
        says(address, 1, OUTAGE);
        clock.advance(Duration.ofDays(2));
        client.signIn(Pathway.PASSWORD);

        client.order().then().statusCode(201);
        assertThat(facts.count(
                        "select count(*) from decision where account_id = $1 and phase = 'order' and degraded"
                                + " and verdict = 'allow'",
                        client.id()))
                .isEqualTo(1);

        clock.advance(Duration.ofDays(6));
        client.signIn(Pathway.PASSWORD);
        Refusals.expect(client.order(), 503, "screening-unavailable");
    }

    @Test
    void aMaxMindThatIsAwayIsLeftAloneForAWhile() {
        says(address, 1, OUTAGE);
        RiskQuery query = Queries.of(RiskQuery.Event.PURCHASE, Identities.email(), address, null);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> ask(query)).isInstanceOf(MinFraudException.class);
        }

        assertThatThrownBy(() -> ask(query)).isInstanceOf(CircuitBreakerOpenException.class);
        Pathway.fresh().register().body("account.kyc", equalTo("not_required"));
    }

    @Test
    void readinessTellsOfIt() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'minfraud' }.data.minfraud", equalTo("configured"));
    }

    @Test
    void whatStaffFindOutReachesMaxMind() {
        Pathway client = active();
        given().header("X-Api-Key", "gh_dev_staff_bootstrap_key_0123456789abcdef")
                .contentType(ContentType.JSON)
                .body(Map.of("action", "suspend", "reason", "Chargeback", "value", "chargeback"))
                .post("/staff/accounts/{id}/actions", client.id())
                .then()
                .statusCode(200);

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            sender.send().await().atMost(Duration.ofSeconds(15));
            assertThat(facts.count(
                            "select count(*) from minfraud_report r join decision d on d.id = r.transaction_id"
                                    + " where d.account_id = $1 and r.tag = 'chargeback' and r.state = 'sent'",
                            client.id()))
                    .isEqualTo(1);
        });
    }

    private RiskFacts ask(RiskQuery query) {
        return client.ask(query).await().atMost(Duration.ofSeconds(10));
    }

    private Pathway active() {
        Pathway client = Pathway.fresh().from(address);
        client.register();
        client.verifyEmail();
        client.verifyPhone();
        return client;
    }

    private static void says(String address, int score, Map<String, Object> traits) {
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", address, "riskScore", score, "traits", traits))
                .post("/sandbox/minfraud")
                .then()
                .statusCode(204);
    }
}
