package dev.gatehouse;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.sandbox.Part;
import dev.gatehouse.testing.Lines;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each server goes away and comes back, under one running service. */
@QuarkusTest
@TestProfile(OutageTest.BehindAProxy.class)
class OutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Part> PARTS = List.of(Part.POSTGRESQL, Part.REDIS, Part.MAIL, Part.TWILIO, Part.VONAGE);

    private int clients;

    /** Clients come from addresses of their own. */
    public static final class BehindAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(Lines.settings());
            settings.put("gatehouse.trusted-proxies", "127.0.0.0/8,::1/128");
            settings.put("quarkus.datasource.reactive.max-size", "2");
            settings.put("gatehouse.sms.timeout", "20s");
            return settings;
        }
    }

    /** A client who has registered. */
    private record Client(String email, String phone, String token, Response answer) {
        RequestSpecification request() {
            return from("93.184.216.34").header("Authorization", "Bearer " + token);
        }
    }

    @BeforeEach
    @AfterEach
    void everythingIsThere() {
        PARTS.forEach(part -> Lines.to(part).join());
        await("a service that is ready")
                .atMost(PATIENCE)
                .until(() -> ready().statusCode() == 200
                        && "here"
                                .equals(ready().jsonPath().getString("checks.find { it.name == 'redis' }.data.redis")));
    }

    @Test
    void withoutRedisActiveClientsOrder() {
        Client client = active("93.184.222.1");

        Lines.to(Part.REDIS).cut();
        Client during = registered("93.184.222.2");
        Response first = order(client);
        Response second = order(client);
        Response unverified = order(during);

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.jsonPath().getString("id"))
                .isNotEqualTo(first.jsonPath().getString("id"));
        problem(unverified, 403, "verification-required");

        Lines.to(Part.REDIS).join();
        assertThat(order(client).statusCode()).isEqualTo(201);
    }

    @Test
    void withoutRedisClientsRegisterUnderKycAndSignIn() {
        Client before = registered("93.184.216.1");
        assertThat(before.answer().jsonPath().getString("account.kyc")).isEqualTo("not_required");

        Lines.to(Part.REDIS).cut();
        Client during = registered("93.184.216.2");
        Response signedIn = signIn(before, "93.184.216.1");
        Response sms = during.request().contentType(ContentType.JSON).post("/verify/sms/send");

        assertThat(during.answer().jsonPath().getString("account.kyc")).isEqualTo("required");
        assertThat(during.answer().jsonPath().getList("account.nextSteps")).contains("complete_kyc");
        assertThat(signedIn.statusCode()).isEqualTo(200);
        problem(sms, 503, "sms-unavailable");
        assertThat(sms.jsonPath().getList("nextSteps")).containsExactly("contact_support");
        assertThat(ready().statusCode()).as("a node without Redis serves").isEqualTo(200);

        Lines.to(Part.REDIS).join();
        await("counting works again, without a restart").atMost(PATIENCE).until(() -> registered(
                        "93.184.217." + ++clients)
                .answer()
                .jsonPath()
                .getString("account.kyc")
                .equals("not_required"));
        assertThat(during.request()
                        .contentType(ContentType.JSON)
                        .post("/verify/sms/send")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void withoutPostgresqlNothingIsTakenAndNothingIsLost() {
        Client client = active("93.184.218.1");

        Lines.to(Part.POSTGRESQL).cut();
        Map<String, Object> body = registration("during-" + UUID.randomUUID() + "@example.org", phone());
        List<Response> answers = List.of(
                from("93.184.218.2").contentType(ContentType.JSON).body(body).post("/register"),
                client.request().get("/account"),
                signIn(client, "93.184.218.1"),
                order(client));

        for (Response answer : answers) {
            problem(answer, 503, "service-unavailable");
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        }
        assertThat(ready().statusCode()).isEqualTo(503);
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);

        Lines.to(Part.POSTGRESQL).join();
        await("the service is back, without a restart")
                .atMost(PATIENCE)
                .until(() -> ready().statusCode() == 200
                        && client.request().get("/account").statusCode() == 200);
        assertThat(from("93.184.218.2")
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post("/register")
                        .statusCode())
                .isEqualTo(201);
        assertThat(order(client).statusCode()).isEqualTo(201);
    }

    @Test
    void withoutSmtpMailsComeLater() {
        Lines.to(Part.MAIL).cut();
        Client client = registered("93.184.219.1");
        assertThat(SandboxMessages.to(client.email())).isEmpty();

        Lines.to(Part.MAIL).join();

        assertThat(SandboxMessages.awaitLink(client.email())).contains("token=");
        assertThat(SandboxMessages.to(client.email())).hasSize(1);
    }

    @Test
    void withoutOneGatewayTheOtherSendsAndWithoutBothTheClientIsTold() {
        Client one = registered("93.184.220.1");
        Client two = registered("93.184.220.2");

        Lines.to(Part.TWILIO).cut();
        assertThat(one.request()
                        .contentType(ContentType.JSON)
                        .post("/verify/sms/send")
                        .statusCode())
                .isEqualTo(202);
        assertThat(SandboxMessages.awaitCode(one.phone())).matches("[0-9]{6}");

        Lines.to(Part.VONAGE).cut();
        Response none = two.request().contentType(ContentType.JSON).post("/verify/sms/send");
        problem(none, 503, "sms-unavailable");
        assertThat(none.jsonPath().getList("nextSteps")).containsExactly("contact_support");
        assertThat(SandboxMessages.to(two.phone())).isEmpty();

        Lines.to(Part.TWILIO).join();
        Lines.to(Part.VONAGE).join();
        await("a failed send counts against no limit")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> two.request()
                                .contentType(ContentType.JSON)
                                .post("/verify/sms/send")
                                .statusCode()
                        == 202);
        String code = SandboxMessages.awaitCode(two.phone());
        assertThat(two.request()
                        .contentType(ContentType.JSON)
                        .body(Map.of("code", code))
                        .post("/verify/sms")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void noConnectionIsHeldWhileAGatewayIsWaitedFor() {
        List<Client> waiting = IntStream.range(0, 4)
                .mapToObj(i -> registered("93.184.221." + i))
                .toList();
        Lines.to(Part.TWILIO).stall();
        ExecutorService pool = Executors.newFixedThreadPool(waiting.size());
        try {
            List<Future<Integer>> sends = waiting.stream()
                    .map(client -> pool.submit(() -> client.request()
                            .contentType(ContentType.JSON)
                            .post("/verify/sms/send")
                            .statusCode()))
                    .toList();
            await("every send waits for the gateway")
                    .atMost(PATIENCE)
                    .until(() -> Lines.to(Part.TWILIO).getWaiting() == waiting.size());

            // Twice as many wait as the pool has connections.
            for (Client client : waiting) {
                assertThat(client.request().get("/account").statusCode()).isEqualTo(200);
            }
            Lines.to(Part.TWILIO).join();

            assertThat(sends).hasSize(4).allSatisfy(send -> assertThat(send.get())
                    .isEqualTo(202));
            waiting.forEach(
                    client -> assertThat(SandboxMessages.to(client.phone())).hasSize(1));
        } finally {
            pool.shutdownNow();
        }
    }

    private Client registered(String address) {
        String email = "outage-" + UUID.randomUUID() + "@example.org";
        String phone = phone();
        Response answer = from(address)
                .contentType(ContentType.JSON)
                .body(registration(email, phone))
                .post("/register");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return new Client(email, phone, answer.jsonPath().getString("session.accessToken"), answer);
    }

    /** A client who may order. */
    private Client active(String address) {
        Client client = registered(address);
        String link = SandboxMessages.awaitLink(client.email());
        Response email = from(address)
                .contentType(ContentType.JSON)
                .body(Map.of("token", link.substring(link.indexOf("token=") + "token=".length())))
                .post("/verify/email");
        assertThat(email.statusCode()).as(email.asString()).isEqualTo(200);
        assertThat(client.request()
                        .contentType(ContentType.JSON)
                        .post("/verify/sms/send")
                        .statusCode())
                .isEqualTo(202);
        Response phone = client.request()
                .contentType(ContentType.JSON)
                .body(Map.of("code", SandboxMessages.awaitCode(client.phone())))
                .post("/verify/sms");
        assertThat(phone.jsonPath().getString("status")).as(phone.asString()).isEqualTo("active");
        return client;
    }

    private static Response order(Client client) {
        return client.request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("kind", "purchase", "product", "x"))
                .post("/orders");
    }

    private static String phone() {
        return "+49151" + (10_000_000 + Math.floorMod(UUID.randomUUID().hashCode(), 80_000_000));
    }

    private static Map<String, Object> registration(String email, String phone) {
        return Pathway.of(email).withPhone(phone).registration();
    }

    private static Response signIn(Client client, String address) {
        return from(address)
                .contentType(ContentType.JSON)
                .body(Map.of("email", client.email(), "password", Pathway.PASSWORD))
                .post("/sessions");
    }

    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address);
    }

    private static Response ready() {
        return given().get("/q/health/ready");
    }

    private static void problem(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("code")).isEqualTo(code);
    }
}
