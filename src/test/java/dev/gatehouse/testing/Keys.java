package dev.gatehouse.testing;

import static io.restassured.RestAssured.given;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keys of staff, of the panel and of resellers. */
@ApplicationScoped
public class Keys {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";

    private final Database database;

    Keys(Database database) {
        this.database = database;
    }

    /** A request with the first key, which has every scope of staff and panel. */
    public static RequestSpecification staff() {
        return with(BOOTSTRAP);
    }

    /** A request with a key of the provider's own that has these scopes. */
    public static RequestSpecification holding(String... scopes) {
        return with(staff().body(Map.of("name", "a key", "scopes", List.of(scopes)))
                .post("/staff/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key"));
    }

    /** A key of that reseller with these scopes. */
    public String ofReseller(UUID reseller, String... scopes) {
        String secret = "gh_" + UUID.randomUUID() + UUID.randomUUID();
        database.client()
                .preparedQuery(
                        "insert into api_key (id, name, prefix, key_hash, scopes, reseller_id, created_by, created_at)"
                                + " values ($1, 'a reseller', $2, $3, $4, $5, 'test', now())")
                .executeAndAwait(Tuple.of(
                        UUID.randomUUID(),
                        secret.substring(0, 10),
                        Rows.bytes(Digests.sha256(secret)),
                        scopes,
                        reseller));
        return secret;
    }

    /** A request with that key. */
    public static RequestSpecification with(String key) {
        return given().header("X-Api-Key", key).contentType(ContentType.JSON);
    }
}
