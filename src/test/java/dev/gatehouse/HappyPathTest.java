package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The whole way of a client against whom nothing speaks. */
@QuarkusTest
class HappyPathTest {
    @Test
    void fromTheRegistrationToTheFirstOrder() {
        Pathway client = Pathway.fresh();

        client.register()
                .body("account.email", equalTo(client.email()))
                .body("account.phone", equalTo(client.phone()))
                .body("account.status", equalTo("pending_verification"))
                .body("account.kyc", equalTo("not_required"))
                .body("account.nextSteps", contains("verify_email", "verify_sms"))
                .body("session.tokenType", equalTo("Bearer"))
                .body("session.expiresIn", equalTo(600));
        client.order()
                .then()
                .statusCode(403)
                .body("code", equalTo("verification-required"))
                .body("nextSteps", contains("verify_email", "verify_sms"));

        client.verifyEmail().body("emailVerified", equalTo(true)).body("nextSteps", contains("verify_sms"));
        client.order().then().statusCode(403).body("nextSteps", contains("verify_sms"));

        client.verifyPhone()
                .body("phoneVerified", equalTo(true))
                .body("status", equalTo("active"))
                .body("nextSteps", empty());
        client.account().body("status", equalTo("active"));

        String order = client.order()
                .then()
                .statusCode(201)
                .body("status", equalTo("accepted"))
                .extract()
                .path("id");
        assertThat(order).hasSize(36);
    }
}
