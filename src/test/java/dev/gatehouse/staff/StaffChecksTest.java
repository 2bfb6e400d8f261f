package dev.gatehouse.staff;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /staff/checks}. Every test leaves the policy as it found it, but for its version. */
@QuarkusTest
class StaffChecksTest {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    private static final String CHECK = "phone-line";

    private final Database database;
    private List<Map<String, String>> before = List.of();

    @Inject
    StaffChecksTest(Database database) {
        this.database = database;
    }

    @BeforeEach
    void remember() {
        before = items(get());
    }

    @AfterEach
    void asItWas() {
        for (Map<String, String> item : before) {
            Map<String, String> body = new HashMap<>(item);
            String id = body.remove("id");
            if (!items(get()).contains(item)) {
                assertThat(put(id, body).statusCode()).isEqualTo(200);
            }
        }
        assertThat(items(get())).isEqualTo(before);
    }

    @Test
    void theChainIsListedInItsOrderWithThePolicyInForce() {
        Response response = get();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getMap("").keySet()).containsExactly("policyVersion", "items");
        assertThat(response.jsonPath().getInt("policyVersion")).isPositive();
        assertThat(before).hasSizeGreaterThanOrEqualTo(7).allSatisfy(item -> assertThat(item)
                .containsOnlyKeys("id", "phase", "mode", "onFlag", "onUnavailable"));
        assertThat(before)
                .contains(line("order-velocity", "order", "enforce", "review", "allow"))
                .contains(line(CHECK, "phone_change", "enforce", "review", "review"));
        List<String> ids = before.stream().map(item -> item.get("id")).toList();
        assertThat(ids.indexOf("disposable-email")).isLessThan(ids.indexOf(CHECK));
        assertThat(ids.indexOf(CHECK)).isLessThan(ids.indexOf("order-velocity"));
    }

    @Test
    void aChangeOfOnePhaseIsANewVersionThatSaysWhoDidIt() {
        int version = get().jsonPath().getInt("policyVersion");

        Response response = put(CHECK, Map.of("mode", "off", "phase", "phone_change", "onUnavailable", "defer"));

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getInt("policyVersion")).isEqualTo(version + 1);
        assertThat(response.asString()).isEqualTo(get().asString());
        assertThat(items(response))
                .hasSameSizeAs(before)
                .contains(line(CHECK, "phone_change", "off", "review", "defer"));
        assertThat(items(response).stream().filter(item -> !before.contains(item)))
                .hasSize(1);
        Row row = database.client()
                .preparedQuery("select check_id, changed_by, lines::text as lines from check_policy where version = $1")
                .execute(Tuple.of(version + 1))
                .map(rows -> rows.iterator().next())
                .await()
                .atMost(Duration.ofSeconds(5));
        assertThat(row.getString("check_id")).isEqualTo(CHECK);
        assertThat(row.getString("changed_by")).startsWith("key:");
        assertThat(row.getString("lines")).contains("phone_change").doesNotContain("order-velocity");

        assertThat(put(CHECK, Map.of("mode", "off", "phase", "phone_change"))
                        .jsonPath()
                        .getInt("policyVersion"))
                .as("nothing changed")
                .isEqualTo(version + 1);
    }

    @Test
    void aChangeTakesEffectOnTheNextDecision() {
        assertThat(registerPremium()).isEqualTo(403);

        assertThat(put(CHECK, Map.of("mode", "shadow")).statusCode()).isEqualTo(200);
        assertThat(registerPremium()).isEqualTo(201);

        assertThat(put(CHECK, Map.of("mode", "enforce")).statusCode()).isEqualTo(200);
        assertThat(registerPremium()).isEqualTo(403);
    }

    @Test
    void changesThatComeTogetherAllTakeEffect() {
        int version = get().jsonPath().getInt("policyVersion");
        List<String> phases = List.of("registration", "phone_change");

        AtomicInteger next = new AtomicInteger();

        List<Response> responses = Parallel.times(
                phases.size(),
                () -> put(
                        CHECK, Map.of("mode", "off", "onFlag", "allow", "phase", phases.get(next.getAndIncrement()))));

        assertThat(responses).hasSize(2).allMatch(response -> response.statusCode() == 200);
        assertThat(responses.stream().map(response -> response.jsonPath().getInt("policyVersion")))
                .containsExactlyInAnyOrder(version + 1, version + 2);
        assertThat(items(get()).stream().filter(item -> CHECK.equals(item.get("id"))))
                .hasSize(2)
                .allMatch(item -> "off".equals(item.get("mode")) && "allow".equals(item.get("onFlag")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"mode\":\"on\"};                                          /mode",
                "{\"mode\":\"ENFORCE\"};                                     /mode",
                "{\"onFlag\":\"block\"};                                     /mode",
                "{\"mode\":\"enforce\",\"onFlag\":\"defer\"};                /onFlag",
                "{\"mode\":\"enforce\",\"onFlag\":\"kyc\"};                  /onFlag",
                "{\"mode\":\"enforce\",\"onUnavailable\":\"\"};              /onUnavailable",
                "{\"mode\":\"enforce\",\"phase\":\"birth\"};                 /phase",
                "{\"mode\":\"enforce\",\"phase\":\"order\"};                 /phase",
            })
    void nonsenseIsRefused(String body, String pointer) {
        int version = get().jsonPath().getInt("policyVersion");

        Response response = with(BOOTSTRAP).body(body).put("/staff/checks/" + CHECK);

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        assertThat(response.jsonPath().getList("errors.pointer")).containsExactly(pointer);
        assertThat(get().jsonPath().getInt("policyVersion")).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"mode\":\"off\",\"why\":\"x\"}", "{\"mode\":{}}"})
    void whatCannotBeReadIsRefused(String body) {
        assertThat(with(BOOTSTRAP).body(body).put("/staff/checks/" + CHECK).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"horoscope", "Phone-Line", "%00"})
    void anUnknownCheckIsNotFound(String id) {
        assertThat(with(BOOTSTRAP)
                        .urlEncodingEnabled(false)
                        .body(Map.of("mode", "off"))
                        .put("/staff/checks/" + id)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void readersReadAndAdminsChange() {
        String reader = key("staff:read");
        String admin = key("staff:admin");
        String panel = key("panel:orders");

        assertThat(with(reader).get("/staff/checks").statusCode()).isEqualTo(200);
        assertThat(with(admin).get("/staff/checks").statusCode()).isEqualTo(200);
        assertThat(with(panel).get("/staff/checks").statusCode()).isEqualTo(403);
        assertThat(given().get("/staff/checks").statusCode()).isEqualTo(401);
        for (String other : List.of(reader, panel, key("staff:decide"))) {
            assertThat(with(other)
                            .body(Map.of("mode", "off"))
                            .put("/staff/checks/" + CHECK)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(with(admin)
                        .body(Map.of("mode", "shadow", "phase", "phone_change"))
                        .put("/staff/checks/" + CHECK)
                        .statusCode())
                .isEqualTo(200);
    }

    private static int registerPremium() {
        return given().contentType(ContentType.JSON)
                .body(Pathway.fresh().withPhone("+499001234567").registration())
                .post("/register")
                .statusCode();
    }

    private static Map<String, String> line(String id, String phase, String mode, String onFlag, String onUnavailable) {
        return Map.of("id", id, "phase", phase, "mode", mode, "onFlag", onFlag, "onUnavailable", onUnavailable);
    }

    private static List<Map<String, String>> items(Response response) {
        JsonPath json = response.jsonPath();
        return json.getList("items");
    }

    private static Response get() {
        return with(BOOTSTRAP).get("/staff/checks");
    }

    private static Response put(String id, Map<String, String> body) {
        return with(BOOTSTRAP).body(body).put("/staff/checks/" + id);
    }

    private static String key(String scope) {
        return with(BOOTSTRAP)
                .body(Map.of("name", "a key", "scopes", List.of(scope)))
                .post("/staff/keys")
                .jsonPath()
                .getString("key");
    }

    private static RequestSpecification with(String key) {
        return given().header("X-Api-Key", key).contentType(ContentType.JSON);
    }
}
