package dev.gatehouse.platform.ratelimit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of limits and readiness, and of CORS where it is set, when nothing listens where Redis should. */
@QuarkusTest
@TestProfile(RateLimiterOutageTest.WithoutRedis.class)
class RateLimiterOutageTest {
    private static final Limit LIMIT = new Limit("test-outage", 1, Duration.ofMinutes(1));
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RateLimiter limiter;

    @Inject
    RateLimiterOutageTest(RateLimiter limiter) {
        this.limiter = limiter;
    }

    /** Redis on a port where nothing listens. */
    public static final class WithoutRedis implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.redis.hosts",
                    "redis://127.0.0.1:1",
                    "gatehouse.panel.origins",
                    "https://panel.example.org,https://other.example.org");
        }
    }

    @Test
    void limitsLetThroughAndStrictOnesFail() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take(LIMIT, "x").await().atMost(PATIENCE).allowed())
                    .isTrue();
        }
        limiter.enforce(LIMIT, "x").await().atMost(PATIENCE);

        assertThatThrownBy(() -> limiter.takeStrict(LIMIT, "x").await().atMost(PATIENCE))
                .isNotNull();
        assertThat(given().get("/q/metrics").asString()).contains("gatehouse_ratelimit_unavailable_total");
    }

    @Test
    void theNodeStaysReadyAndSaysThatRedisIsAway() {
        Response response = given().get("/q/health/ready");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("checks.find { it.name == 'redis' }.data.redis"))
                .isEqualTo("away");
        assertThat(response.jsonPath().getString("checks.find { it.name == 'postgresql' }.status"))
                .isEqualTo("UP");
    }

    @Test
    void thePanelsOriginsAreShared() {
        Response preflight = given().header("Origin", "https://panel.example.org")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/probe/body");
        Response plain = given().header("Origin", "https://other.example.org").get("/probe/time");
        Response error = given().header("Origin", "https://panel.example.org").get("/nowhere");
        Response foreign = given().header("Origin", "https://evil.example").get("/probe/time");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://panel.example.org");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "Idempotency-Key", "Gatehouse-Device");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST", "DELETE", "PUT");
        assertThat(plain.header("Access-Control-Allow-Origin")).isEqualTo("https://other.example.org");
        assertThat(plain.header("Access-Control-Expose-Headers")).contains("X-Request-Id", "Retry-After", "RateLimit");
        assertThat(plain.header("Vary")).contains("Origin");
        assertThat(error.statusCode()).isEqualTo(404);
        assertThat(error.header("Access-Control-Allow-Origin")).isEqualTo("https://panel.example.org");
        assertThat(foreign.statusCode()).isEqualTo(200);
        assertThat(foreign.header("Access-Control-Allow-Origin")).isNull();
    }
}
