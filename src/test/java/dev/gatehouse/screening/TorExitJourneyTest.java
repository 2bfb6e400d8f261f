package dev.gatehouse.screening;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tor-exit} over HTTP, with the list that the sandbox serves. */
@QuarkusTest
class TorExitJourneyTest {
    @Inject
    Facts facts;

    @Inject
    MovableClock clock;

    @BeforeEach
    @AfterEach
    void refreshNow() {
        clock.reset();
        setDown(false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nobodyOrdersFromAnExit(boolean ipv6) {
        // given
        String address = ipv6 ? Identities.ipv6Network() + "::7" : Identities.address();
        Pathway client = Pathway.active().from(address);
        assertThat(client.order().statusCode()).isEqualTo(201);

        // when
        list(address);
        Response refused = client.order();

        // then
        expect(refused, 403, "kyc-required");
        assertThat(refused.jsonPath().getList("nextSteps")).containsExactly("complete_kyc");
        assertThat(refused.asString()).doesNotContainIgnoringCase("tor");
        assertThat(client.account().extract().jsonPath().getString("kyc")).isEqualTo("required");
        assertThat(traced(client, "'flagged'", "line->'evidence' ?& array['version', 'ageMinutes', 'lastSeen']"))
                .isOne();
        assertThat(facts.count(
                        "select count(*) from decision where account_id = $1 and trace::text like '%" + address + "%'",
                        client.id()))
                .as("the address stands in no evidence")
                .isZero();
        expect(client.from(Identities.address()).order(), 403, "kyc-required");
    }

    @Test
    void anExitsNeighbourIsNotHarmed() {
        // given
        String network = Identities.ipv6Network();
        list(network + "::7");
        Pathway client = Pathway.active().from(network + "::8");

        // then
        assertThat(client.order().statusCode()).isEqualTo(201);
    }

    @Test
    void whoRegistersFromAnExitComesUnderKyc() {
        // given
        String address = Identities.address();
        list(address);

        // when
        Pathway client = Pathway.fresh().from(address);
        client.register();
        client.verifyEmail();
        client.verifyPhone();

        // then
        assertThat(client.account().extract().jsonPath().getString("status")).isEqualTo("kyc_required");
        expect(client.from(Identities.address()).order(), 403, "kyc-required");
    }

    @Test
    void withoutAUsableListNobodyIsJudgedAndNothingIsLost() {
        // given
        String address = Identities.address();
        String elsewhere = Identities.address();
        Pathway client = Pathway.active().from(address);
        Pathway other = Pathway.fresh().from(elsewhere);
        minFraud(address, Map.of("outage", true));
        minFraud(elsewhere, Map.of("outage", true));
        grow(Duration.ofDays(7).plusMinutes(1));
        client.signIn(Pathway.PASSWORD);
        String key = UUID.randomUUID().toString();

        // when
        Response order = client.order(key);
        Response registration = other.register(other.registration());

        // then
        for (Response deferred : new Response[] {order, registration}) {
            expect(deferred, 503, "screening-unavailable");
            assertThat(deferred.header("Retry-After")).isNotNull();
        }
        assertThat(client.account().extract().jsonPath().getString("kyc")).isEqualTo("not_required");
        assertThat(readiness()).containsEntry("tor-exits", "expired").containsEntry("state", "warning");
        assertThat(traced(
                        client, "'unavailable'", "line->'evidence'->>'reason' = 'list-expired' and verdict = 'defer'"))
                .isOne();

        // when
        minFraud(address, Map.of());
        setDown(false);

        // then
        assertThat(client.order(key).statusCode()).isEqualTo(201);
        other.register();
    }

    @Test
    void withoutAListMinFraudStandsIn() {
        // given
        String exit = Identities.address();
        Pathway honest = Pathway.active();
        Pathway hidden = Pathway.active().from(exit);
        minFraud(exit, Map.of("is_tor_exit_node", true));
        grow(Duration.ofDays(8));
        honest.signIn(Pathway.PASSWORD);
        hidden.signIn(Pathway.PASSWORD);

        // when
        Response accepted = honest.order();
        Response refused = hidden.order();

        // then
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(201);
        expect(refused, 403, "kyc-required");
        String standIn = "degraded and line->'evidence'->>'source' = 'minfraud'";
        assertThat(traced(honest, "'clear'", standIn)).isOne();
        assertThat(traced(hidden, "'flagged'", standIn)).isOne();
    }

    @Test
    void aKnownClientRenewsWithoutAList() {
        // given
        String address = Identities.address();
        Pathway client = Pathway.active().from(address);
        assertThat(client.order().statusCode()).isEqualTo(201);
        minFraud(address, Map.of("outage", true));
        grow(Duration.ofDays(8));
        client.signIn(Pathway.PASSWORD);

        // when
        Response renewal = client.call()
                .header("Idempotency-Key", "renewal")
                .body(Map.of("kind", "renewal", "product", "vps-s", "serviceId", "srv-1"))
                .post("/orders");

        // then
        assertThat(renewal.statusCode()).as(renewal.asString()).isEqualTo(201);
        assertThat(traced(client, "'unavailable'", "degraded and verdict = 'allow'"))
                .isOne();
    }

    @Test
    void anOldListIsUsedAndTheDecisionSaysSo() {
        // given
        String address = Identities.address();
        list(address);
        Pathway honest = Pathway.active();
        Pathway client = Pathway.active().from(address);
        grow(Duration.ofHours(25));
        honest.signIn(Pathway.PASSWORD);
        client.signIn(Pathway.PASSWORD);

        // when
        Response accepted = honest.order();
        Response refused = client.order();

        // then
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(201);
        expect(refused, 403, "kyc-required");
        String old = "degraded and (line->'evidence'->>'ageMinutes')::int between 1500 and 1510";
        assertThat(traced(honest, "'clear'", old)).isOne();
        assertThat(traced(client, "'flagged'", old)).isOne();
        assertThat(readiness()).containsEntry("tor-exits", "stale").containsEntry("state", "warning");
    }

    @Test
    void aYoungListDegradesNothing() {
        // given
        Pathway client = Pathway.active();

        // when
        client.order().then().statusCode(201);

        // then
        assertThat(traced(client, "'clear'", "not degraded")).isOne();
        assertThat(readiness()).containsEntry("tor-exits", "fresh");
    }

    /** Lets the list grow old, with no way to renew it. */
    private void grow(Duration age) {
        setDown(true);
        clock.advance(age);
    }

    /** How many order decisions about the client have the check's result and fulfil the condition. */
    private long traced(Pathway client, String result, String condition) {
        return facts.count(
                "select count(*) from decision, jsonb_array_elements(trace::jsonb) line where account_id = $1 "
                        + "and phase = 'order' and line->>'id' = 'tor-exit' and line->>'result' = " + result + " and "
                        + condition,
                client.id());
    }

    private static Map<String, Object> readiness() {
        return given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("checks.find { it.name == 'feeds' }.data");
    }

    private static void list(String address) {
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", address))
                .post("/sandbox/tor-exits")
                .then()
                .statusCode(204);
    }

    private static void minFraud(String address, Map<String, Object> traits) {
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", address, "riskScore", 0.1, "traits", traits))
                .post("/sandbox/minfraud")
                .then()
                .statusCode(204);
    }

    private static void setDown(boolean down) {
        given().contentType(ContentType.JSON)
                .body(Map.of("down", down))
                .post("/sandbox/tor-outages")
                .then()
                .statusCode(204);
    }

    private static void expect(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
    }
}
