package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.hamcrest.Matchers;

/** What every refusal of the contract looks like. */
public final class Refusals {
    private Refusals() {}

    /** A problem of that status and code. */
    public static ValidatableResponse expect(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", Matchers.equalTo(code))
                .body("type", Matchers.equalTo("urn:gatehouse:problem:" + code))
                .body("status", Matchers.equalTo(status));
    }

    /** A 422 that names one field. */
    public static ValidatableResponse invalid(Response response, String pointer, String code) {
        return expect(response, 422, "validation-failed")
                .body("errors.pointer", Matchers.contains(pointer))
                .body("errors.code", Matchers.contains(code));
    }

    /** A 429 that comes of that limit and says when to come again. */
    public static ValidatableResponse limited(Response response, String code, String limit) {
        ValidatableResponse refusal = expect(response, 429, code)
                .header("RateLimit-Policy", Matchers.startsWith('"' + limit + "\";q="))
                .header("RateLimit", Matchers.startsWith('"' + limit + "\";r=0;t="));
        int retryAfter = refusal.extract().<Integer>path("retryAfter");
        assertThat(retryAfter).isPositive();
        refusal.header("Retry-After", Integer.toString(retryAfter));
        return refusal;
    }

    /** The whole of the answer, but for the request's id. */
    public static Map<String, Object> withoutInstance(Response response) {
        Map<String, Object> body = new java.util.TreeMap<>(response.jsonPath().<String, Object>getMap(""));
        assertThat(body.remove("instance")).isNotNull();
        return body;
    }
}
