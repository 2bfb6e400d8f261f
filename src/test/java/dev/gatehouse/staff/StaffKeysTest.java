package dev.gatehouse.staff;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.persistence.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StaffKeysTest {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";

    private final Database database;

    @Inject
    StaffKeysTest(Database database) {
        this.database = database;
    }

    @Test
    void aKeyIsShownOnceAndOnlyItsHashIsStored() {
        JsonPath made = make(List.of("panel:orders"));
        String secret = made.getString("key");

        assertThat(secret).matches("gh_[A-Za-z0-9_-]{43}").startsWith(made.getString("prefix"));
        Map<String, Object> listed = listed(made.getString("id"));
        assertThat(listed).containsOnlyKeys("id", "name", "prefix", "scopes", "createdAt");
        Row row = database.client()
                .preparedQuery("select key_hash, api_key::text as everything from api_key where id = $1")
                .execute(Tuple.of(UUID.fromString(made.getString("id"))))
                .map(rows -> rows.iterator().next())
                .await()
                .atMost(Duration.ofSeconds(5));
        assertThat(row.getBuffer("key_hash").getBytes()).isEqualTo(Digests.sha256(secret));
        assertThat(row.getString("everything")).doesNotContain(secret.substring(10));
    }

    @Test
    void aKeyDoesWhatItsScopesSay() {
        String orders = make(List.of("panel:orders")).getString("key");
        String admin = make(List.of("staff:admin")).getString("key");
        UUID nobody = UUID.randomUUID();

        // Through the door and no further: there is no such order and no such account.
        assertThat(with(orders).post("/orders/" + nobody + "/confirm").statusCode())
                .isEqualTo(404);
        assertThat(with(admin).post("/orders/" + nobody + "/confirm").statusCode())
                .isEqualTo(403);
        assertThat(with(orders).get("/staff/keys").statusCode()).isEqualTo(403);
        assertThat(with(admin).get("/staff/keys").statusCode()).isEqualTo(200);
        assertThat(with(orders)
                        .header("Gatehouse-Account", nobody)
                        .get("/account")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aRevokedKeyIsNoneAtOnce() {
        JsonPath made = make(List.of("staff:admin"));
        assertThat(with(made.getString("key")).get("/staff/keys").statusCode()).isEqualTo(200);

        assertThat(with(BOOTSTRAP).delete("/staff/keys/" + made.getString("id")).statusCode())
                .isEqualTo(204);

        assertThat(with(made.getString("key")).get("/staff/keys").statusCode()).isEqualTo(401);
        assertThat(with(BOOTSTRAP).delete("/staff/keys/" + made.getString("id")).statusCode())
                .isEqualTo(404);
        assertThat(with(BOOTSTRAP).get("/staff/keys").jsonPath().getList("items.id"))
                .isNotEmpty()
                .doesNotContain(made.getString("id"));
    }

    @Test
    void aKeyIsMadeOnceAndAReplayTellsNoSecret() {
        // given
        String once = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("name", "once-" + once, "scopes", List.of("staff:read"));
        Response first =
                with(BOOTSTRAP).header("Idempotency-Key", once).body(body).post("/staff/keys");
        String secret = first.jsonPath().getString("key");

        // when
        Response again =
                with(BOOTSTRAP).header("Idempotency-Key", once).body(body).post("/staff/keys");
        Response other = with(BOOTSTRAP)
                .header("Idempotency-Key", once)
                .body(Map.of("name", "another", "scopes", List.of("staff:read")))
                .post("/staff/keys");

        // then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(with(secret).get("/staff/accounts").statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.jsonPath().<String, Object>getMap("$"))
                .doesNotContainKey("key")
                .containsEntry("id", first.jsonPath().getString("id"))
                .containsEntry("prefix", first.jsonPath().getString("prefix"))
                .containsEntry("scopes", List.of("staff:read"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.jsonPath().getString("code")).isEqualTo("idempotency-key-reused");
        assertThat(with(BOOTSTRAP).get("/staff/keys").jsonPath().<String>getList("items.name"))
                .containsOnlyOnce("once-" + once);
        String stored = database.client()
                .preparedQuery("select body::text from idempotency where route = 'POST /staff/keys' and key = $1")
                .execute(Tuple.of(once))
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .atMost(Duration.ofSeconds(5));
        assertThat(stored).contains(first.jsonPath().getString("id")).doesNotContain(secret.substring(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"scopes\":[\"orders:write\"]}",
                "{\"name\":\"x\",\"scopes\":[\"root\"]}",
                "{\"name\":\"x\",\"scopes\":[]}",
                "{\"name\":\"\",\"scopes\":[\"staff:read\"]}",
                "{\"scopes\":[\"staff:read\"]}"
            })
    void onlyKnownScopesAndNamedKeys(String body) {
        Response response = with(BOOTSTRAP).body(body).post("/staff/keys");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(response.jsonPath().getList("errors")).hasSize(1);
    }

    @Test
    void noCredentialOrAWrongOneIsRefused() {
        assertThat(given().get("/staff/keys").statusCode()).isEqualTo(401);
        for (String wrong : List.of("gh_wrong", "", "x".repeat(300), BOOTSTRAP + "x")) {
            assertThat(with(wrong).get("/staff/keys").statusCode()).isEqualTo(401);
        }
        assertThat(with(BOOTSTRAP)
                        .header("Authorization", "Bearer x")
                        .get("/staff/keys")
                        .statusCode())
                .isEqualTo(401);
    }

    private Map<String, Object> listed(String id) {
        List<Map<String, Object>> items =
                with(BOOTSTRAP).get("/staff/keys").jsonPath().getList("items");
        List<Map<String, Object>> found =
                items.stream().filter(item -> id.equals(item.get("id"))).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static JsonPath make(List<String> scopes) {
        Response response =
                with(BOOTSTRAP).body(Map.of("name", "a key", "scopes", scopes)).post("/staff/keys");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath();
    }

    private static RequestSpecification with(String key) {
        return given().header("X-Api-Key", key).contentType(ContentType.JSON);
    }
}
