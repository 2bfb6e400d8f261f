package dev.gatehouse.order;

import static dev.gatehouse.order.OrderJourneyTest.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.order.Buyers.Buyer;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the panel orders by itself: nobody is at the other end, but the account's standing counts in full. */
@QuarkusTest
class AutomaticOrdersTest {
    private static final String DEVICE = "device-of-automatic-orders";

    private static final Map<String, String> STANDINGS = Map.of(
            "email_verified_at = null", "verification-required",
            "phone_verified_at = null", "verification-required",
            "phone = null, phone_verified_at = null", "verification-required",
            "kyc = 'required'", "kyc-required",
            "kyc = 'in_review'", "kyc-required",
            "kyc = 'rejected'", "kyc-required",
            "suspended_at = now()", "account-suspended",
            "suspended_at = now(), kyc = 'required', phone_verified_at = null", "account-suspended");

    private final Buyers buyers;
    private final Facts facts;

    @Inject
    AutomaticOrdersTest(Buyers buyers, Facts facts) {
        this.buyers = buyers;
        this.facts = facts;
    }

    static Stream<Arguments> kindsAndStandings() {
        return Arrays.stream(OrderKind.values()).flatMap(kind -> STANDINGS.entrySet().stream()
                .map(standing -> Arguments.of(kind, standing.getKey(), standing.getValue())));
    }

    @ParameterizedTest
    @MethodSource("kindsAndStandings")
    void standingRefusesEveryKind(OrderKind kind, String standing, String code) {
        Buyer buyer = buyers.active();
        buyers.set(buyer, standing);

        for (Initiator initiator : Initiator.values()) {
            refused(order(buyer, kind, initiator), 403, code);
        }
        assertThat(buyers.count("purchase_order", buyer)).isZero();
    }

    @ParameterizedTest
    @EnumSource(OrderKind.class)
    void noCheckLooksAtTheServersAddressOrDevice(OrderKind kind) {
        // given
        Buyer buyer = buyers.active();
        String exit = Identities.address();
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", exit))
                .post("/sandbox/tor-exits")
                .then()
                .statusCode(204);

        // when
        for (Initiator initiator : Initiator.values()) {
            Response placed = Buyers.panel()
                    .header("X-Forwarded-For", exit)
                    .header("Gatehouse-Client-Ip", exit)
                    .header("Gatehouse-Client-User-Agent", "x")
                    .header("Gatehouse-Device", DEVICE)
                    .header("Gatehouse-Account", buyer.account())
                    .header("Idempotency-Key", UUID.randomUUID())
                    .body(body(kind, initiator))
                    .post("/orders");
            assertThat(placed.statusCode()).as(placed.asString()).isEqualTo(201);
        }

        // then
        for (String check : new String[] {"tor-exit", "minfraud"}) {
            assertThat(facts.count(
                            "select count(*) from decision, jsonb_array_elements(trace::jsonb) line where account_id = $1 and phase = 'order'"
                                    + " and line->>'id' = '" + check + "' and line->>'result' = 'skipped'"
                                    + " and line->'evidence'->>'reason' = 'no-address'",
                            buyer.account()))
                    .as(check)
                    .isEqualTo(Initiator.values().length);
        }
        assertThat(facts.count(
                        "select count(*) from account_identifier where account_id = $1 and (value = '" + DEVICE
                                + "' or kind = 'address_browser')",
                        buyer.account()))
                .isZero();
        assertThat(facts.count(
                        "select count(*) from decision where account_id = $1 and phase = 'order' and degraded",
                        buyer.account()))
                .as("what nobody can know is not owed")
                .isZero();
    }

    @Test
    void theListsCountInFull() {
        Buyer buyer = buyers.active();
        String email = buyer.request().get("/account").jsonPath().getString("email");
        Buyers.panel()
                .body(Map.of("kind", "email", "value", email, "reason", "automatic orders"))
                .post("/staff/lists/deny")
                .then()
                .statusCode(201);

        refused(order(buyer, OrderKind.RENEWAL, Initiator.AUTOMATIC), 403, "account-suspended");
    }

    private static Response order(Buyer buyer, OrderKind kind, Initiator initiator) {
        return Buyers.panel()
                .header("Gatehouse-Account", buyer.account())
                .header("Idempotency-Key", UUID.randomUUID())
                .body(body(kind, initiator))
                .post("/orders");
    }

    private static Map<String, Object> body(OrderKind kind, Initiator initiator) {
        return Map.of(
                "kind", kind.wireName(), "product", "vps-s", "serviceId", "srv-1", "initiator", initiator.wireName());
    }
}
