package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.HangingUp;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients who are gone as soon as they have asked. */
class HangUpIT {
    private static final int CLIENTS = 30;
    private static final String REGISTRATION =
            """
            {"email":"%s","password":"correct horse battery","phone":"+4915112345678","country":"DE","acceptTerms":true}""";

    @Test
    void whatTheyAskedForIsDoneOrNotButNeverHalf() {
        OwnDatabase database = OwnDatabase.create();
        Map<String, String> settings = database.settings();
        settings.put("quarkus.datasource.reactive.max-size", "4");
        // One account orders far more than a client does.
        settings.put("gatehouse.velocity.orders-per-account", "1000000");
        try (Packaged service = Packaged.start(settings).awaitReady()) {
            String token = service.request()
                    .contentType(ContentType.JSON)
                    .body(REGISTRATION.formatted("first@example.org"))
                    .post("/register")
                    .jsonPath()
                    .getString("session.accessToken");
            database.execute("update account set email_verified_at = now(), phone_verified_at = now()");

            for (int i = 0; i < CLIENTS; i++) {
                HangingUp register = HangingUp.connect(service.port());
                register.post(
                        "/register",
                        REGISTRATION.formatted("gone-" + i + "@example.org"),
                        Map.of("Idempotency-Key", "k" + i));
                HangingUp order = HangingUp.connect(service.port());
                order.post(
                        "/orders",
                        "{\"kind\":\"purchase\",\"product\":\"vps-s\"}",
                        Map.of("Idempotency-Key", "k" + i, "Authorization", "Bearer " + token));
                register.hangUp();
                order.hangUp();
            }

            await("nothing is under way any more")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> service.request()
                                    .contentType(ContentType.JSON)
                                    .body(REGISTRATION.formatted("last@example.org"))
                                    .post("/register")
                                    .statusCode()
                            == 201);
            await("every key is freed or has its answer")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> database.number("select count(*) from idempotency where status is null") == 0);
            int accounts = database.number("select count(*) from account where email like 'gone-%'");
            assertThat(database.number("select count(*) from idempotency where route = 'POST /register'"))
                    .isEqualTo(accounts);
            for (String whole : List.of("session", "mail_token", "message", "decision")) {
                assertThat(database.number("select count(distinct account_id) from " + whole
                                + " where account_id in (select id from account where email like 'gone-%')"))
                        .as(whole)
                        .isEqualTo(accounts);
            }
            assertThat(database.number("select count(*) from idempotency where route = 'POST /orders'"))
                    .isEqualTo(database.number("select count(*) from purchase_order"));

            List<CompletableFuture<Integer>> after = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> service.request()
                            .header("Authorization", "Bearer " + token)
                            .get("/orders")
                            .statusCode()))
                    .toList();
            assertThat(after).hasSize(20).allMatch(status -> status.join() == 200);
            assertThat(service.log()).isNotEmpty().noneMatch(line -> line.contains("\"ERROR\""));
        }
    }
}
