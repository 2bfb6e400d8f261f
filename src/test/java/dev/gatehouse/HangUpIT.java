package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.HangingUp;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.SlowMaxMind;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clients who are gone as soon as they have asked. */
class HangUpIT {
    private static final int CLIENTS = 30;
    private static final String REGISTRATION =
            """
            {"email":"%s","password":"correct horse battery","phone":"+4915112345678","country":"DE","acceptTerms":true}""";

    private static final String ORDER = "{\"kind\":\"purchase\",\"product\":\"vps-s\"}";
    private static final String DOCUMENT = "--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nselfie\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n\u00FF\u00D8\u00FF\u00E0";
    private static final Duration MINFRAUD_TAKES = Duration.ofSeconds(1);

    private static final String CLIENT = "X-Forwarded-For";
    private static final String KEY = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    /** In one statement, so that all are of one moment. */
    private static final String COUNTS =
            """
            with gone as (select id as account_id from account where email like 'gone-%')
            select (select count(*) from gone) as account,
                   (select count(*) from idempotency where route = 'POST /register') as register,
                   (select count(distinct account_id) from session natural join gone) as session,
                   (select count(distinct account_id) from mail_token natural join gone) as mail_token,
                   (select count(distinct account_id) from message natural join gone) as message,
                   (select count(distinct account_id) from decision natural join gone) as decision,
                   (select count(*) from purchase_order) as purchase_order,
                   (select count(*) from idempotency where route = 'POST /orders') as "order",
                   (select count(*) from kyc_document where received_at is not null) as document""";

    private static final Pattern CONNECTIONS_IN_USE = Pattern.compile("(?m)^sql_pool_active\\{[^}]*} ([0-9.]+)$");

    private final OwnDatabase database = OwnDatabase.create();

    @Test
    void whatTheyAskedForIsDoneOrNotButNeverHalf() {
        Map<String, String> settings = database.settings();
        settings.put("quarkus.datasource.reactive.max-size", "4");
        settings.put("gatehouse.trusted-proxies", "127.0.0.0/8");
        settings.put("gatehouse.minfraud.timeout", "20s");
        settings.put("gatehouse.ratelimit.timeout", "5s");
        // One account orders far more than a client does.
        settings.put("gatehouse.velocity.orders-per-account", "1000000");
        SlowMaxMind maxMind = SlowMaxMind.start(MINFRAUD_TAKES, 2 * CLIENTS + 20);
        settings.put("gatehouse.minfraud.base-url", maxMind.baseUrl());
        try (maxMind;
                Packaged service = Packaged.start(settings).awaitReady()) {
            String token = registered(service, "first@example.org");
            String underKyc = registered(service, "kyc@example.org");
            database.execute("update account set email_verified_at = now(), phone_verified_at = now()");
            requireKyc(service, underKyc);

            hangUp(service, maxMind, token, underKyc);

            await("nothing is under way any more")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> database.number("select count(*) from idempotency where status is null") == 0
                            && connectionsInUse(service) == 0);
            nothingIsHalf();
            List<CompletableFuture<Integer>> after = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> service.request()
                            .header("Authorization", "Bearer " + token)
                            .get("/orders")
                            .statusCode()))
                    .toList();
            assertThat(after).hasSize(20).allMatch(status -> status.join() == 200);
            assertThat(registered(service, "last@example.org")).isNotEmpty();
            assertThat(service.log()).isNotEmpty();
            assertThat(service.complaints()).isEmpty();
        }
    }

    /** Some at once, the others when MaxMind is being asked about them; some in the middle of what they say. */
    private static void hangUp(Packaged service, SlowMaxMind maxMind, String token, String underKyc) {
        List<HangingUp> waiting = new ArrayList<>();
        Set<String> waitingAt = new HashSet<>();
        for (int i = 0; i < CLIENTS; i++) {
            List<HangingUp> clients = IntStream.range(0, 5)
                    .mapToObj(n -> HangingUp.connect(service.port()))
                    .toList();
            String registration = REGISTRATION.formatted("gone-" + i + "@example.org");
            Map<String, String> newcomer = headers("k" + i, null);
            Map<String, String> buyer = headers("k" + i, token);
            clients.get(0).post("/register", registration, newcomer);
            clients.get(1).post("/orders", ORDER, buyer);
            clients.get(2).begin("/orders", ORDER.length(), new byte[0], json(headers("head" + i, token)));
            clients.get(3)
                    .begin(
                            "/register",
                            registration.length(),
                            bytes(registration.substring(0, 20)),
                            json(headers("half" + i, null)));
            clients.get(4).begin("/kyc/documents", 2_000_000, bytes(DOCUMENT + "x".repeat(300_000)), upload(underKyc));
            if (i % 2 == 0) {
                clients.forEach(HangingUp::hangUp);
            } else {
                waiting.addAll(clients);
                waitingAt.add(newcomer.get(CLIENT));
                waitingAt.add(buyer.get(CLIENT));
            }
        }
        await("whole requests that have all arrived")
                .atMost(Duration.ofSeconds(30))
                .until(() -> maxMind.askedAbout().containsAll(waitingAt));
        waiting.forEach(HangingUp::hangUp);
    }

    private void nothingIsHalf() {
        Map<String, Integer> count = database.numbers(COUNTS);
        Integer accounts = count.get("account");
        assertThat(accounts).as("registrations that went on alone").isPositive();
        assertThat(count)
                .containsEntry("register", accounts)
                .containsEntry("session", accounts)
                .containsEntry("mail_token", accounts)
                .containsEntry("message", accounts)
                .containsEntry("decision", accounts);
        Integer orders = count.get("purchase_order");
        assertThat(orders).as("orders that went on alone").isPositive();
        assertThat(count).containsEntry("order", orders).containsEntry("document", 0);
    }

    private static String registered(Packaged service, String email) {
        Response answer = service.request()
                .contentType(ContentType.JSON)
                .body(REGISTRATION.formatted(email))
                .post("/register");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("session.accessToken");
    }

    private static void requireKyc(Packaged service, String token) {
        String account = service.request()
                .header("Authorization", "Bearer " + token)
                .get("/account")
                .jsonPath()
                .getString("id");
        assertThat(service.request()
                        .header("X-Api-Key", KEY)
                        .contentType(ContentType.JSON)
                        .body(Map.of("action", "require_kyc", "reason", "a test"))
                        .post("/staff/accounts/" + account + "/actions")
                        .statusCode())
                .isEqualTo(200);
    }

    private static double connectionsInUse(Packaged service) {
        List<Double> pools = CONNECTIONS_IN_USE
                .matcher(service.request().get("/q/metrics").asString())
                .results()
                .map(found -> Double.valueOf(found.group(1)))
                .toList();
        assertThat(pools).isNotEmpty();
        return pools.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Map<String, String> headers(String key, @Nullable String token) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotency-Key", key);
        headers.put(CLIENT, Identities.address());
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }

    private static Map<String, String> json(Map<String, String> headers) {
        headers.put("Content-Type", "application/json");
        return headers;
    }

    private static Map<String, String> upload(String token) {
        return Map.of("Content-Type", "multipart/form-data; boundary=b", "Authorization", "Bearer " + token);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
