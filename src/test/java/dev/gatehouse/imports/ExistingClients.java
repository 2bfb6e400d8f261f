package dev.gatehouse.imports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff with a key of their own do about existing clients, over HTTP. */
final class ExistingClients {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";

    private final String key;
    private final String actor;

    private ExistingClients(String key, String actor) {
        this.key = key;
        this.actor = actor;
    }

    /** Somebody with these scopes. */
    static ExistingClients staff(String... scopes) {
        JsonPath made = given().header("X-Api-Key", BOOTSTRAP)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "imports", "scopes", List.of(scopes)))
                .post("/staff/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new ExistingClients(made.getString("key"), "key:" + made.getString("id"));
    }

    String key() {
        return key;
    }

    String actor() {
        return actor;
    }

    RequestSpecification call() {
        return given().header("X-Api-Key", key);
    }

    Response send(String file, boolean dryRun) {
        return call().contentType("application/x-ndjson")
                .queryParam("dryRun", dryRun)
                .body(file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/staff/imports");
    }

    /** Sends a file and gives the report. */
    JsonPath importing(String file) {
        return report(send(file, false));
    }

    JsonPath trying(String file) {
        return report(send(file, true));
    }

    private JsonPath report(Response answer) {
        ValidatableResponse accepted = answer.then().statusCode(202);
        assertThat(accepted.extract().<String>path("status")).isEqualTo("done");
        return report(accepted.extract().<String>path("id"));
    }

    JsonPath report(String id) {
        return call().get("/staff/imports/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Its newest import, or {@code null}. */
    @Nullable Map<String, Object> newest() {
        List<Map<String, Object>> items =
                call().queryParam("limit", 200).get("/staff/imports").jsonPath().getList("items");
        return items.stream()
                .filter(item -> actor.equals(item.get("startedBy")))
                .findFirst()
                .orElse(null);
    }

    static String counts(JsonPath report) {
        assertThat(report.getInt("total"))
                .isEqualTo(report.getInt("imported") + report.getInt("updated") + report.getInt("rejected"));
        return report.getInt("imported") + " " + report.getInt("updated") + " " + report.getInt("rejected");
    }

    /** The errors as {@code line code}. */
    static List<String> errors(JsonPath report) {
        return report.<Map<String, Object>>getList("errors").stream()
                .map(error -> error.get("line") + " " + error.get("code"))
                .toList();
    }

    static String id() {
        return "c-" + UUID.randomUUID();
    }

    /** A line with these fields besides the required ones. */
    static String line(String externalId, String email, Map<String, ?> more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("externalId", externalId);
        fields.put("email", email);
        fields.put("registeredAt", "2019-04-01T08:00:00Z");
        fields.putAll(more);
        return io.vertx.core.json.Json.encode(fields) + "\n";
    }

    /** The imported client asks for a password, sets it with the link, and signs in. */
    static Pathway arrive(Pathway client) {
        client.anonymous()
                .body(Map.of("email", client.email()))
                .post("/password/forgot")
                .then()
                .statusCode(202);
        String token = client.awaitToken();
        assertThat(SandboxMessages.to(client.email()).get(0).link()).contains("/password/reset");
        client.anonymous()
                .body(Map.of("token", token, "password", Pathway.PASSWORD))
                .post("/password/reset")
                .then()
                .statusCode(200);
        client.signIn(Pathway.PASSWORD);
        return client;
    }
}
