package dev.gatehouse.staff;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class StaffFeedsTest {
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";

    @Test
    void staffSeeHowFeedsStand() {
        Response response = with(BOOTSTRAP).get("/staff/feeds");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        Map<String, Object> feed = response.jsonPath().getMap("items.find { it.id == 'disposable-domains' }");
        assertThat(feed).containsOnlyKeys("id", "size", "version", "state", "refreshedAt", "sources");
        assertThat((Integer) feed.get("size")).isGreaterThan(170_000);
        assertThat(feed.get("state")).isIn("fresh", "stale");
        assertThat(response.jsonPath().getList("items.id")).doesNotHaveDuplicates();
    }

    @Test
    void aRefreshAnswersHowTheFeedStandsThen() {
        Response response = with(BOOTSTRAP).post("/staff/feeds/disposable-domains/refresh");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("id")).isEqualTo("disposable-domains");
        assertThat(response.jsonPath().getList("sources")).isEmpty();
    }

    @Test
    void thereIsNoOtherFeed() {
        assertThat(with(BOOTSTRAP).post("/staff/feeds/horoscopes/refresh").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "staff:read, 200, 403",
        "staff:admin, 403, 200",
        "panel:orders, 403, 403",
    })
    void scopesDecide(String scope, int seeing, int refreshing) {
        String key = with(BOOTSTRAP)
                .body(Map.of("name", "a key", "scopes", List.of(scope)))
                .post("/staff/keys")
                .jsonPath()
                .getString("key");

        assertThat(with(key).get("/staff/feeds").statusCode()).isEqualTo(seeing);
        assertThat(with(key).post("/staff/feeds/disposable-domains/refresh").statusCode())
                .isEqualTo(refreshing);
    }

    @Test
    void readinessTellsHowTheyStand() {
        Response response = given().get("/q/health/ready");

        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, Object> data = response.jsonPath().getMap("checks.find { it.name == 'feeds' }.data");
        assertThat(data).containsKeys("disposable-domains", "state");
        assertThat(data.get("state")).isIn("ok", "warning");
    }

    private static RequestSpecification with(String key) {
        return given().header("X-Api-Key", key).contentType(ContentType.JSON);
    }
}
