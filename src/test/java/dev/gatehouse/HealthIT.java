package dev.gatehouse;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.testing.PackagedStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@QuarkusTestResource(PackagedStack.class)
class HealthIT {

    @Test
    void thePackagedServiceIsReady() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void thePackagedServiceHasNoSandbox() {
        given().get("/sandbox/messages").then().statusCode(404);
    }
}
