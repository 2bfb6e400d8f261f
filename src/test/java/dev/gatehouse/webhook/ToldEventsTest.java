package dev.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.webhook.Receiver.Heard;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens on the pathway is told. */
@QuarkusTest
class ToldEventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Hooks hooks;

    @Inject
    Facts facts;

    private final Receiver receiver = new Receiver();

    @BeforeEach
    void listen() {
        hooks.provider(receiver);
    }

    @AfterEach
    void tidy() {
        hooks.tidy();
        receiver.close();
    }

    @Test
    void aVerificationIsToldOnceAndOrdersFollowInTheirOrder() {
        Pathway client = Pathway.active();
        String order = client.order().then().statusCode(201).extract().path("id");
        Hooks.with(Hooks.STAFF)
                .header("Gatehouse-Account", client.id())
                .post("/orders/" + order + "/confirm")
                .then()
                .statusCode(200);

        await().atMost(PATIENCE).until(() -> receiver.about(client.id()).size() == 3);
        assertThat(receiver.about(client.id()))
                .extracting(Heard::type)
                .containsExactly("account.verified", "order.accepted", "order.confirmed");
        assertThat(data(client.id(), 0)).isEqualTo(about(client.id()));
        assertThat(data(client.id(), 1))
                .isEqualTo(about(client.id())
                        .put("orderId", order)
                        .put("kind", "purchase")
                        .put("status", "accepted"));
        assertThat(data(client.id(), 2).getString("status")).isEqualTo("confirmed");

        // Another phone is verified, the account is not for the first time.
        client.changePhone(Identities.phone(), Pathway.PASSWORD).then().statusCode(200);
        facts.change("update account set phone_verified_at = null where id = $1", client.id());
        Hooks.with(Hooks.STAFF)
                .body(Map.of("action", "confirm_phone", "reason", "Called back"))
                .post("/staff/accounts/" + client.id() + "/actions")
                .then()
                .statusCode(200);
        client.order().then().statusCode(201);
        await().atMost(PATIENCE).until(() -> receiver.about(client.id()).size() == 4);
        assertThat(receiver.about(client.id())).last().satisfies(heard -> assertThat(heard.type())
                .isEqualTo("order.accepted"));
    }

    @Test
    void staffsConfirmationCountsAsWell() {
        Pathway client = Pathway.withEmail();

        Hooks.with(Hooks.STAFF)
                .body(Map.of("action", "confirm_phone", "reason", "Called back"))
                .post("/staff/accounts/" + client.id() + "/actions")
                .then()
                .statusCode(200);

        await().atMost(PATIENCE).until(() -> receiver.about(client.id()).size() == 1);
        assertThat(receiver.about(client.id())).extracting(Heard::type).containsExactly("account.verified");
    }

    /** An allowed client that comes under review while it orders hears what the panel does, and never why. */
    @Test
    void aRefusedOrderIsToldByItsCodeAlone() {
        Pathway client = Pathway.active();
        String entry = Hooks.with(Hooks.STAFF)
                .body(Map.of("kind", "email", "value", client.email(), "reason", "Card testing"))
                .post("/staff/lists/deny")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        client.order().then().statusCode(403);

        await().atMost(PATIENCE).until(() -> receiver.about(client.id()).size() == 2);
        assertThat(receiver.about(client.id())).last().satisfies(heard -> {
            assertThat(heard.type()).isEqualTo("order.refused");
            assertThat(heard.json().getJsonObject("data"))
                    .isEqualTo(about(client.id()).put("kind", "purchase").put("code", "account-suspended"));
        });
        Hooks.with(Hooks.STAFF).delete("/staff/lists/deny/" + entry).then().statusCode(204);
    }

    private static JsonObject about(UUID account) {
        return new JsonObject().put("accountId", account.toString());
    }

    private JsonObject data(UUID account, int index) {
        return receiver.about(account).get(index).json().getJsonObject("data");
    }
}
