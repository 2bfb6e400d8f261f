package dev.gatehouse.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.testing.Refusals;
import dev.gatehouse.webhook.Hooks.Made;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class WebhookEndpointsTest {
    private static final String URL = "https://hooks.example.org/gatehouse";

    @Inject
    Hooks hooks;

    @AfterEach
    void tidy() {
        hooks.tidy();
    }

    @Test
    void aSecretIsShownOnceAndStoredSealed() {
        Made made = hooks.make(Hooks.STAFF, URL, List.of("order.accepted", "kyc.required"));

        assertThat(made.secret()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(made.secret().substring(6))).hasSize(32);
        Map<String, Object> seen = made.call().get(made.path()).jsonPath().getMap("$");
        assertThat(seen).containsOnlyKeys("id", "url", "events", "createdAt");
        assertThat(seen).containsEntry("url", URL).containsEntry("events", List.of("kyc.required", "order.accepted"));
        assertThat(made.call().get("/webhook-endpoints").asString())
                .contains(made.id().toString())
                .doesNotContain("whsec_");
        Row row = hooks.row("select secret from webhook_endpoint where id = $1", Tuple.of(made.id()));
        byte[] secret = Base64.getDecoder().decode(made.secret().substring(6));
        assertThat(Base64.getEncoder().encodeToString(row.getBuffer("secret").getBytes()))
                .doesNotContain(Base64.getEncoder().encodeToString(secret));
        assertThat(row.getBuffer("secret").getBytes()).hasSizeGreaterThan(secret.length + 28);
    }

    @Test
    void anEndpointIsMadeOnceAndAReplayTellsNoSecret() {
        String once = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("url", URL, "events", List.of("order.accepted"));

        Response first = Hooks.with(Hooks.STAFF)
                .header("Idempotency-Key", once)
                .body(body)
                .post("/webhook-endpoints");
        Response again = Hooks.with(Hooks.STAFF)
                .header("Idempotency-Key", once)
                .body(body)
                .post("/webhook-endpoints");

        first.then().statusCode(201);
        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first.jsonPath().getString("id")));
        assertThat(first.jsonPath().getString("secret")).isNotNull();
        assertThat(again.asString()).doesNotContain("secret");
        Row stored = hooks.row(
                "select body::text from idempotency where route = 'POST /webhook-endpoints' and key = $1",
                Tuple.of(once));
        assertThat(stored.getString(0)).doesNotContain("whsec_");
        Hooks.with(Hooks.STAFF)
                .delete("/webhook-endpoints/" + first.jsonPath().getString("id"))
                .then()
                .statusCode(204);
    }

    @Test
    void itIsChangedAndRemoved() {
        Made made = hooks.make(Hooks.STAFF, URL, List.of("order.accepted"));

        made.call()
                .body(Map.of("url", URL + "/2", "events", List.of("ticket.replied")))
                .put(made.path())
                .then()
                .statusCode(200)
                .body("url", equalTo(URL + "/2"))
                .body("events", equalTo(List.of("ticket.replied")));
        made.call().delete(made.path()).then().statusCode(204);

        Refusals.expect(made.call().get(made.path()), 404, "not-found");
        Refusals.expect(made.call().delete(made.path()), 404, "not-found");
        Refusals.expect(made.call().get(made.path() + "/deliveries"), 404, "not-found");
        assertThat(hooks.row(
                                "select string_agg(action, ' ' order by seq) as actions from audit_entry"
                                        + " where subject = $1",
                                Tuple.of("webhook-endpoint:" + made.id()))
                        .getString("actions"))
                .isEqualTo("webhook-endpoint.created webhook-endpoint.changed webhook-endpoint.removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"url\":\"ftp://hooks.example.org/\",\"events\":[\"order.accepted\"]} | /url | scheme",
                "{\"url\":\"https://0x7f000001/\",\"events\":[\"order.accepted\"]} | /url | malformed",
                "{\"url\":\"https://u:p@hooks.example.org/\",\"events\":[\"order.accepted\"]} | /url | malformed",
                "{\"url\":\"\",\"events\":[\"order.accepted\"]} | /url | required",
                "{\"events\":[\"order.accepted\"]} | /url | required",
                "{\"url\":\"https://hooks.example.org/\",\"events\":[\"order.eaten\"]} | /events | unknown",
                "{\"url\":\"https://hooks.example.org/\",\"events\":[]} | /events | required",
                "{\"url\":\"https://hooks.example.org/\"} | /events | required"
            })
    void badInputIsNamed(String body, String pointer, String code) {
        Refusals.invalid(Hooks.with(Hooks.STAFF).body(body).post("/webhook-endpoints"), pointer, code);
    }

    @Test
    void aUrlThatIsTooLongIsRefused() {
        Refusals.expect(
                Hooks.with(Hooks.STAFF)
                        .body(Map.of("url", URL + "a".repeat(1000), "events", List.of("order.accepted")))
                        .post("/webhook-endpoints"),
                422,
                "validation-failed");
    }

    @Test
    void anOwnerHasALimit() {
        String key = hooks.resellerKey(UUID.randomUUID(), "webhooks:write");
        for (int i = 0; i < Endpoints.MOST; i++) {
            hooks.make(key, URL, List.of("order.accepted"));
        }

        Refusals.invalid(
                Hooks.with(key)
                        .body(Map.of("url", URL, "events", List.of("order.accepted")))
                        .post("/webhook-endpoints"),
                "/url",
                "too-many");
        Response page = Hooks.with(key).get("/webhook-endpoints?limit=15");
        assertThat(page.jsonPath().getList("items")).hasSize(15);
        assertThat(Hooks.with(key)
                        .get("/webhook-endpoints?limit=15&cursor="
                                + page.jsonPath().getString("nextCursor"))
                        .jsonPath()
                        .getList("items"))
                .hasSize(Endpoints.MOST - 15);
    }

    @Test
    void nobodyReachesAnothersEndpoint() {
        Made provider = hooks.make(Hooks.STAFF, URL, List.of("order.accepted"));
        Made theirs =
                hooks.make(hooks.resellerKey(UUID.randomUUID(), "webhooks:write"), URL, List.of("order.accepted"));
        String stranger = hooks.resellerKey(UUID.randomUUID(), "webhooks:write");
        Map<String, Object> body = Map.of("url", URL, "events", List.of("order.accepted"));

        for (Made made : List.of(provider, theirs)) {
            Refusals.expect(Hooks.with(stranger).get(made.path()), 404, "not-found");
            Refusals.expect(Hooks.with(stranger).body(body).put(made.path()), 404, "not-found");
            Refusals.expect(Hooks.with(stranger).delete(made.path()), 404, "not-found");
            Refusals.expect(Hooks.with(stranger).post(made.path() + "/secret"), 404, "not-found");
            Refusals.expect(Hooks.with(stranger).get(made.path() + "/deliveries"), 404, "not-found");
            Refusals.expect(
                    Hooks.with(stranger).post(made.path() + "/deliveries/" + UUID.randomUUID() + "/retry"),
                    404,
                    "not-found");
        }
        assertThat(Hooks.with(stranger).get("/webhook-endpoints").jsonPath().getList("items"))
                .isEmpty();
        // Staff see it, but its secrets are the reseller's.
        provider.call()
                .get(theirs.path())
                .then()
                .statusCode(200)
                .body("resellerId", org.hamcrest.Matchers.notNullValue());
        Refusals.expect(provider.call().post(theirs.path() + "/secret"), 403, "forbidden");
        Refusals.expect(provider.call().body(body).put(theirs.path()), 403, "forbidden");
        theirs.call().get(theirs.path()).then().statusCode(200);
    }

    @Test
    void onlyTheirScopesOpenTheDoor() {
        Map<String, Object> body = Map.of("url", URL, "events", List.of("order.accepted"));
        UUID reseller = UUID.randomUUID();
        String panel = keyOf("panel:orders", "panel:accounts");
        String reader = keyOf("staff:read");
        String accounts = hooks.resellerKey(reseller, "accounts:read", "accounts:write", "orders:write");

        Refusals.expect(given().get("/webhook-endpoints"), 401, "unauthenticated");
        for (String key : List.of(panel, accounts)) {
            Refusals.expect(Hooks.with(key).get("/webhook-endpoints"), 403, "forbidden");
            Refusals.expect(Hooks.with(key).body(body).post("/webhook-endpoints"), 403, "forbidden");
        }
        Hooks.with(reader).get("/webhook-endpoints").then().statusCode(200);
        Refusals.expect(Hooks.with(reader).body(body).post("/webhook-endpoints"), 403, "forbidden");
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        Made made = hooks.make(Hooks.STAFF, URL, List.of("order.accepted"));

        Refusals.invalid(made.call().get(made.path() + "/deliveries?state=lost"), "state", "unknown");
        made.call()
                .get(made.path() + "/deliveries?state=sent")
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    private static String keyOf(String... scopes) {
        return Hooks.with(Hooks.STAFF)
                .body(Map.of("name", "a key", "scopes", scopes))
                .post("/staff/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }
}
