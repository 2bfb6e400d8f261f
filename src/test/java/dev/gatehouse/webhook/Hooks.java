package dev.gatehouse.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Endpoints, keys and events for tests; what was made is removed by {@link #tidy()}. */
@ApplicationScoped
class Hooks {
    static final String STAFF = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    static final List<String> EVERYTHING =
            Arrays.stream(EventType.values()).map(EventType::wireName).toList();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final Events events;
    private final Queue<Made> made = new ConcurrentLinkedQueue<>();

    Hooks(Database database, Events events) {
        this.database = database;
        this.events = events;
    }

    /** An endpoint and its secret. */
    record Made(String key, UUID id, String secret) {
        String path() {
            return "/webhook-endpoints/" + id;
        }

        RequestSpecification call() {
            return with(key);
        }

        List<Map<String, Object>> deliveries() {
            return call().get(path() + "/deliveries")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items");
        }

        /** The one delivery there is. */
        Map<String, Object> delivery() {
            List<Map<String, Object>> found = deliveries();
            assertThat(found).hasSize(1);
            return found.get(0);
        }

        String state() {
            return String.valueOf(delivery().get("state"));
        }
    }

    static RequestSpecification with(String key) {
        return given().header("X-Api-Key", key).contentType(ContentType.JSON);
    }

    Made provider(Receiver receiver) {
        return make(STAFF, receiver.url(), EVERYTHING);
    }

    Made make(String key, String url, List<String> wanted) {
        Response response = with(key).body(Map.of("url", url, "events", wanted)).post("/webhook-endpoints");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        JsonPath answer = response.jsonPath();
        Made endpoint = new Made(key, UUID.fromString(answer.getString("id")), answer.getString("secret"));
        made.add(endpoint);
        return endpoint;
    }

    /** Removes every endpoint, so that no other test's events go to them. */
    void tidy() {
        for (Made endpoint = made.poll(); endpoint != null; endpoint = made.poll()) {
            endpoint.call().delete(endpoint.path());
        }
    }

    /** A key of a reseller with these scopes. */
    String resellerKey(UUID reseller, String... scopes) {
        String key = "gh_" + UUID.randomUUID() + UUID.randomUUID();
        execute(
                "insert into api_key (id, name, prefix, key_hash, scopes, reseller_id, created_by, created_at)"
                        + " values ($1, 'a reseller''s', $2, $3, $4, $5, 'test', now())",
                Tuple.tuple()
                        .addValue(UUID.randomUUID())
                        .addValue(key.substring(0, 10))
                        .addValue(Rows.bytes(Digests.sha256(key)))
                        .addValue(scopes)
                        .addValue(reseller));
        return key;
    }

    /** Something happens to an account. */
    void publish(EventType type, @Nullable UUID account, @Nullable UUID reseller) {
        publish(List.of(new Event(type, account, reseller, new JsonObject())));
    }

    /** Several things happen in one transaction. */
    void publish(List<Event> happened) {
        database.inTransaction(tx -> io.smallrye.mutiny.Multi.createFrom()
                        .iterable(happened)
                        .onItem()
                        .transformToUniAndConcatenate(event -> events.publish(tx, event))
                        .onItem()
                        .ignoreAsUni())
                .await()
                .atMost(PATIENCE);
        events.nudge();
    }

    Row row(String sql, Tuple parameters) {
        return database.client()
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.iterator().next())
                .await()
                .atMost(PATIENCE);
    }

    int execute(String sql, Tuple parameters) {
        return database.client()
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.rowCount())
                .await()
                .atMost(PATIENCE);
    }

    /** Which of the secrets a delivery is signed with, as a receiver finds out. */
    static List<String> signers(Receiver.Heard heard, String... secrets) {
        List<String> found = new ArrayList<>();
        for (String secret : secrets) {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            String signature = Signature.of(key, heard.id(), heard.timestamp(), heard.body());
            if (Arrays.asList(heard.signature().split(" ")).contains(signature)) {
                found.add(secret);
            }
        }
        return found;
    }
}
