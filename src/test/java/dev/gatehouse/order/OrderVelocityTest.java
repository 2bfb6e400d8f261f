package dev.gatehouse.order;

import static dev.gatehouse.testing.Refusals.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The threshold on orders as the panel meets it, on the real Redis. */
@QuarkusTest
class OrderVelocityTest {
    private static final int PER_ACCOUNT = 10;
    private static final String LINES =
            "select count(*) from decision, jsonb_array_elements(trace::jsonb) line where account_id = $1 "
                    + "and line->>'id' = 'order-velocity' ";

    private final Facts facts;

    @Inject
    OrderVelocityTest(Facts facts) {
        this.facts = facts;
    }

    @Test
    void theEleventhOrderInAnHourNeedsKyc() {
        // given
        Pathway client = Pathway.active();
        orderAll(client, PER_ACCOUNT);

        // when
        Response eleventh = client.order();

        // then
        expect(eleventh, 403, "kyc-required").body("nextSteps", contains("complete_kyc"));
        assertThat(eleventh.asString()).doesNotContain("velocity", "threshold", "flagged");
        expect(client.order(), 403, "kyc-required");
        facts.change(
                "update account set kyc = 'approved', kyc_passed_until = now() + interval '1 year' where id = $1",
                client.id());
        assertThat(client.order().statusCode()).as("a KYC pass lifts it").isEqualTo(201);
    }

    @Test
    void replaysDoNotCount() {
        // given
        Pathway client = Pathway.active();
        assertThat(client.order("k").statusCode()).isEqualTo(201);
        for (int i = 0; i < PER_ACCOUNT + 2; i++) {
            assertThat(client.order("k").header("Idempotency-Replayed")).isEqualTo("true");
        }

        // when
        orderAll(client, PER_ACCOUNT - 1);

        // then
        expect(client.order(), 403, "kyc-required");
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        // given
        Pathway client = Pathway.active();
        orderAll(client, PER_ACCOUNT);

        // when
        for (int i = 0; i < 3; i++) {
            expect(client.order(), 403, "kyc-required");
            facts.change("update account set kyc = 'not_required' where id = $1", client.id());
        }

        // then each of them was the eleventh
        assertThat(decisions(client.id(), "{\"account\":11}")).isEqualTo(3);
        assertThat(decisions(client.id(), "{\"account\":12}")).isZero();
    }

    @Test
    void anAddressCountsOverItsAccounts() {
        // given
        String address = Identities.address();
        for (int i = 0; i < 3; i++) {
            orderAll(Pathway.active().from(address), PER_ACCOUNT);
        }
        Pathway next = Pathway.active();
        assertThat(next.order().statusCode()).isEqualTo(201);

        // when
        Response response = next.from(address).order();

        // then
        expect(response, 403, "kyc-required");
        assertThat(decisions(next.id(), "{\"account\":2,\"address\":31}")).isEqualTo(1);
    }

    @Test
    void whatThePanelRenewsByItselfIsCountedNowhere() {
        // given more services than the threshold, all due in one hour
        Pathway client = Pathway.active();

        // when
        for (int i = 0; i <= PER_ACCOUNT; i++) {
            Response renewed = byThePanel(client, "automatic", i);
            assertThat(renewed.statusCode()).as(renewed.asString()).isEqualTo(201);
        }

        // then
        assertThat(facts.count(
                        LINES + "and line->>'result' = 'skipped' and line->'evidence' = '{\"reason\":\"automatic\"}'",
                        client.id()))
                .isEqualTo(PER_ACCOUNT + 1);
        orderAll(client, PER_ACCOUNT);
        expect(client.order(), 403, "kyc-required");
    }

    @Test
    void whatThePanelOrdersForAClientCountsForTheAccountAlone() {
        Pathway client = Pathway.active();

        Response placed = byThePanel(client, "client", 1);

        assertThat(placed.statusCode()).as(placed.asString()).isEqualTo(201);
        assertThat(facts.count(LINES + "and line->'evidence' = '{\"account\":1}'", client.id()))
                .isEqualTo(1);
    }

    private static Response byThePanel(Pathway client, String initiator, int service) {
        return Buyers.panel()
                .header("X-Forwarded-For", Identities.address())
                .header("Gatehouse-Device", UUID.randomUUID().toString())
                .header("Gatehouse-Account", client.id())
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of(
                        "kind", "renewal", "product", "vps-s", "serviceId", "srv-" + service, "initiator", initiator))
                .post("/orders");
    }

    private static void orderAll(Pathway client, int times) {
        for (int i = 0; i < times; i++) {
            Response placed = client.order();
            assertThat(placed.statusCode()).as(placed.asString()).isEqualTo(201);
        }
    }

    private long decisions(UUID account, String evidence) {
        return facts.count(
                "select count(*) from decision where account_id = $1 and trace::jsonb @> '[{\"id\":\"order-velocity\","
                        + "\"result\":\"flagged\",\"evidence\":" + evidence + "}]'",
                account);
    }
}
