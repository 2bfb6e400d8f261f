package dev.gatehouse;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.PackagedStack;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The whole pathway against the package, jar or native, with every kind of answer that it can reach: in a native
 * executable a type that nobody registered is written as an empty object.
 */
@QuarkusIntegrationTest
@QuarkusTestResource(PackagedStack.class)
class PathwayIT {
    private static final String PASSWORD = "correct horse battery";
    private static final String STAFF_KEY = "gh_dev_staff_bootstrap_key_0123456789abcdef";

    @Test
    void aNewClientComesThrough() {
        String email = email();
        String phone = phone();
        Map<String, Object> registered = ok(
                json().header("Idempotency-Key", "reg-" + email)
                        .body(registration(email, phone))
                        .post("/register"),
                201);
        assertThat(registered).containsOnlyKeys("account", "session");
        Map<String, Object> account = object(registered, "account");
        account(account, "pending_verification", List.of("verify_email", "verify_sms"));
        assertThat(account)
                .containsEntry("email", email)
                .containsEntry("phone", phone)
                .containsEntry("fullName", "Ada Lovelace")
                .containsEntry("company", "Engines Ltd")
                .containsEntry("locale", "ru");
        session(object(registered, "session"));
        String token = text(object(registered, "session"), "accessToken");

        problem(order(token, "k"), 403, "verification-required", "nextSteps");

        String link = SandboxMessages.awaitLink(email);
        String page = given().get(link.replaceFirst("https?://[^/]+", ""))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page).contains("<form").contains("method=\"post\"");
        String mailToken = link.substring(link.indexOf("token=") + "token=".length());
        account(
                ok(client(token).body(Map.of("token", mailToken)).post("/verify/email"), 200),
                "pending_verification",
                List.of("verify_sms"));
        problem(json().body(Map.of("token", mailToken)).post("/verify/email"), 422, "verification-token-invalid");

        Map<String, Object> sent = ok(client(token).post("/verify/sms/send"), 202);
        assertThat(sent).containsOnlyKeys("sentTo", "expiresAt", "resendAfter", "sendsLeft");
        problem(client(token).post("/verify/sms/send"), 429, "rate-limited", "retryAfter");
        String code = SandboxMessages.awaitCode(phone);
        String wrong = code.equals("000000") ? "111111" : "000000";
        problem(
                client(token).body(Map.of("code", wrong)).post("/verify/sms"),
                422,
                "verification-code-invalid",
                "attemptsLeft");
        account(ok(client(token).body(Map.of("code", code)).post("/verify/sms"), 200), "active", List.of());
        problem(client(token).post("/verify/sms/send"), 409, "already-verified");

        Map<String, Object> order = ok(order(token, "k"), 201);
        assertThat(order)
                .containsOnlyKeys(
                        "id",
                        "kind",
                        "status",
                        "product",
                        "quantity",
                        "term",
                        "serviceId",
                        "reference",
                        "amount",
                        "createdAt",
                        "expiresAt")
                .containsEntry("amount", Map.of("value", "9.90", "currency", "EUR"));
        Response replay = order(token, "k");
        assertThat(ok(replay, 201)).isEqualTo(order);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        Map<String, Object> confirmed = ok(staff().body("{}").post("/orders/" + order.get("id") + "/confirm"), 200);
        assertThat(confirmed)
                .containsEntry("status", "confirmed")
                .containsKey("confirmedAt")
                .hasSize(order.size() + 1);
        problem(staff().post("/orders/" + order.get("id") + "/confirm"), 409, "order-already-confirmed");
        assertThat(ok(client(token).get("/orders/" + order.get("id")), 200)).isEqualTo(confirmed);
        Map<String, Object> list = ok(client(token).get("/orders"), 200);
        assertThat(list).containsOnlyKeys("items", "nextCursor").containsEntry("items", List.of(confirmed));

        account(ok(client(token).get("/account"), 200), "active", List.of());
        assertThat(client(token).delete("/sessions/current").statusCode()).isEqualTo(204);
        problem(client(token).get("/account"), 401, "unauthenticated");
    }

    @Test
    void aSessionIsRenewedAndAPasswordReset() {
        String email = email();
        ok(json().body(registration(email, phone())).post("/register"), 201);
        String verify = SandboxMessages.awaitLink(email);
        ok(
                json().body(Map.of("token", verify.substring(verify.indexOf("token=") + 6)))
                        .post("/verify/email"),
                200);

        problem(signIn(email, "wrong horse battery"), 401, "credentials-invalid");
        Map<String, Object> signedIn = ok(signIn(email, PASSWORD), 200);
        assertThat(signedIn).containsOnlyKeys("account", "session");
        account(object(signedIn, "account"), "pending_verification", List.of("verify_sms"));
        session(object(signedIn, "session"));
        Map<String, Object> refresh = Map.of("refreshToken", text(object(signedIn, "session"), "refreshToken"));
        Map<String, Object> refreshed = ok(json().body(refresh).post("/sessions/refresh"), 200);
        assertThat(refreshed).containsOnlyKeys("session");
        session(object(refreshed, "session"));
        problem(json().body(refresh).post("/sessions/refresh"), 401, "credentials-invalid");

        assertThat(json().body(Map.of("email", email)).post("/password/forgot").statusCode())
                .isEqualTo(202);
        String link = Objects.requireNonNull(
                SandboxMessages.await(email, message -> message.link() != null && !verify.equals(message.link()))
                        .link());
        String token = link.substring(link.indexOf("token=") + 6);
        String password = "another good password";
        assertThat(json().body(Map.of("token", token, "password", password))
                        .post("/password/reset")
                        .statusCode())
                .isEqualTo(200);
        problem(signIn(email, PASSWORD), 401, "credentials-invalid");
        ok(signIn(email, password), 200);
    }

    @Test
    void aPhoneIsChangedAndAnAccountDeclined() {
        String email = email();
        Map<String, Object> registered =
                ok(json().body(registration(email, phone())).post("/register"), 201);
        String token = text(object(registered, "session"), "accessToken");
        String other = phone();
        account(
                ok(client(token).body(Map.of("phone", other)).put("/account/phone"), 200),
                "pending_verification",
                List.of("verify_email", "verify_sms"));
        String link = SandboxMessages.awaitLink(email);
        assertThat(json().body(Map.of("token", link.substring(link.indexOf("token=") + 6)))
                        .post("/verify/email/decline")
                        .statusCode())
                .isEqualTo(204);
        problem(client(token).get("/account"), 401, "unauthenticated");
    }

    @Test
    void aKeyIsMadeListedAndRevoked() {
        Map<String, Object> made = ok(
                staff().body(Map.of("name", "it", "scopes", List.of("panel:orders")))
                        .post("/staff/keys"),
                201);
        assertThat(made).containsOnlyKeys("id", "name", "prefix", "scopes", "createdAt", "key");
        Map<String, Object> list = ok(staff().get("/staff/keys"), 200);
        assertThat((List<?>) list.get("items")).isNotEmpty().noneMatch(item -> ((Map<?, ?>) item).isEmpty());
        assertThat(staff().delete("/staff/keys/" + made.get("id")).statusCode()).isEqualTo(204);
        problem(staff().delete("/staff/keys/" + made.get("id")), 404, "not-found");
    }

    @Test
    void whatIsWrongIsSaid() {
        Map<String, Object> body = registration("nobody", "12");
        body.put("password", "short");
        Map<String, Object> invalid = problem(json().body(body).post("/register"), 422, "validation-failed", "errors");
        List<?> errors = (List<?>) invalid.get("errors");
        assertThat(errors).isNotEmpty().allSatisfy(error -> assertThat(((Map<?, ?>) error).keySet())
                .isEqualTo(Set.of("pointer", "code", "detail")));
        problem(json().body("{\"email\":1,").post("/register"), 400, "malformed-request");
        problem(json().body("{\"colour\":1}").post("/register"), 400, "malformed-request", "errors");
        problem(given().get("/nowhere"), 404, "not-found");
        problem(given().get("/register"), 405, "method-not-allowed");
        problem(given().contentType("text/plain").body("x").post("/register"), 415, "unsupported-media-type");
    }

    private static Map<String, Object> registration(String email, String phone) {
        Map<String, Object> body = new HashMap<>();
        body.put("email", email);
        body.put("password", PASSWORD);
        body.put("phone", phone);
        body.put("country", "DE");
        body.put("fullName", "Ada Lovelace");
        body.put("company", "Engines Ltd");
        body.put("locale", "ru");
        body.put("acceptTerms", true);
        return body;
    }

    private static Response order(String token, String key) {
        return client(token)
                .header("Idempotency-Key", key)
                .body(Map.of(
                        "kind", "renewal",
                        "product", "vps-s",
                        "serviceId", "srv-1",
                        "amount", Map.of("value", "9.90", "currency", "EUR")))
                .post("/orders");
    }

    private static Response signIn(String email, String password) {
        return json().body(Map.of("email", email, "password", password)).post("/sessions");
    }

    private static void account(Map<String, Object> account, String status, List<String> steps) {
        assertThat(account)
                .containsOnlyKeys(
                        "id",
                        "email",
                        "phone",
                        "country",
                        "fullName",
                        "company",
                        "locale",
                        "status",
                        "emailVerified",
                        "phoneVerified",
                        "kyc",
                        "nextSteps",
                        "createdAt")
                .containsEntry("status", status)
                .containsEntry("kyc", "not_required")
                .containsEntry("nextSteps", steps);
    }

    private static void session(Map<String, Object> session) {
        assertThat(session)
                .containsOnlyKeys("accessToken", "tokenType", "expiresIn", "refreshToken")
                .containsEntry("tokenType", "Bearer")
                .doesNotContainValue(null);
    }

    private static Map<String, Object> ok(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        return response.jsonPath().getMap("");
    }

    private static Map<String, Object> problem(Response response, int status, String code, String... more) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        Map<String, Object> problem = response.jsonPath().getMap("");
        assertThat(problem)
                .containsKeys("type", "code", "title", "status", "detail", "instance")
                .satisfies(found -> assertThat(found.keySet()).containsAll(List.of(more)))
                .containsEntry("code", code);
        return problem;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> outer, String name) {
        @Nullable Object inner = outer.get(name);
        assertThat(inner).as(name).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(inner);
    }

    private static String text(Map<String, Object> object, String name) {
        return (String) Objects.requireNonNull(object.get(name));
    }

    private static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }

    private static RequestSpecification client(String token) {
        return json().header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification staff() {
        return json().header("X-Api-Key", STAFF_KEY);
    }

    private static String email() {
        return "it-" + UUID.randomUUID() + "@example.org";
    }

    private static String phone() {
        return "+49151" + (10_000_000 + Math.floorMod(UUID.randomUUID().hashCode(), 80_000_000));
    }
}
