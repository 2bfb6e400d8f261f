package dev.gatehouse.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.Pathway;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Clients who registered by HTTP and whose facts a test sets in the database; and what the database holds of them. */
@ApplicationScoped
public class Buyers {
    static final String BOOTSTRAP_KEY = "gh_dev_staff_bootstrap_key_0123456789abcdef";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;

    Buyers(Database database) {
        this.database = database;
    }

    /**
     * A client.
     *
     * @param account its id
     * @param token its access token
     */
    public record Buyer(UUID account, String token) {
        RequestSpecification request() {
            return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
        }

        Response order(String key, Map<String, ?> body) {
            return request().header("Idempotency-Key", key).body(body).post("/orders");
        }

        Response order(String key) {
            return order(key, purchase());
        }
    }

    static Map<String, Object> purchase() {
        return Map.of("kind", "purchase", "product", "vps-s");
    }

    static Map<String, Object> registration(String email) {
        return Pathway.of(email).withPhone("+4915112345678").registration();
    }

    static String freshEmail() {
        return "buyer-" + UUID.randomUUID() + "@example.org";
    }

    static RequestSpecification panel() {
        return given().header("X-Api-Key", BOOTSTRAP_KEY).contentType(ContentType.JSON);
    }

    /** One who has registered and done nothing else. */
    public Buyer pending() {
        Response response = given().contentType(ContentType.JSON)
                .body(registration(freshEmail()))
                .post("/register");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        JsonPath json = response.jsonPath();
        return new Buyer(UUID.fromString(json.getString("account.id")), json.getString("session.accessToken"));
    }

    /** One who may order. */
    public Buyer active() {
        Buyer buyer = pending();
        set(buyer, "email_verified_at = now(), phone_verified_at = now()");
        return buyer;
    }

    /** Sets facts of the account. */
    public void set(Buyer buyer, String assignments) {
        execute("update account set " + assignments + " where id = $1", Tuple.of(buyer.account()));
    }

    /** How many rows of a table belong to the account. */
    public int count(String table, Buyer buyer) {
        return number("select count(*)::int from " + table + " where account_id = $1", Tuple.of(buyer.account()));
    }

    /** How many decisions were made about the account's orders. */
    public int orderDecisions(Buyer buyer) {
        return number(
                "select count(*)::int from decision where phase = 'order' and account_id = $1",
                Tuple.of(buyer.account()));
    }

    /** The one number that a statement gives. */
    public int number(String sql, Tuple parameters) {
        return database.client()
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getInteger(0))
                .await()
                .atMost(PATIENCE);
    }

    /** Changes rows; returns how many. */
    public int execute(String sql, Tuple parameters) {
        return database.client()
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.rowCount())
                .await()
                .atMost(PATIENCE);
    }
}
