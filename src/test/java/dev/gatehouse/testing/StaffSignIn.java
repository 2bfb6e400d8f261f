package dev.gatehouse.testing;

import static io.restassured.RestAssured.given;

import dev.gatehouse.sandbox.EmbeddedServers;
import dev.gatehouse.sandbox.Part;
import java.util.Map;
import java.util.Objects;

/** Staff who are signed in at the sandbox's issuer. */
public final class StaffSignIn {
    private StaffSignIn() {}

    /** A token with these claims beside the issuer's own; they go before those. */
    public static String token(Map<String, ?> claims) {
        String issuer =
                Objects.requireNonNull(EmbeddedServers.settings(Part.ISSUER).get("gatehouse.oidc.issuer"));
        return given().body(claims)
                .contentType("application/json")
                .post(issuer + "/tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }
}
