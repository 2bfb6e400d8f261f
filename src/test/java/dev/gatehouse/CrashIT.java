package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.sandbox.EmbeddedServers;
import dev.gatehouse.sandbox.Part;
import dev.gatehouse.testing.Line;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code kill -9} in the middle of everything; what a new process finds is finished or was never begun. */
class CrashIT {
    private static final int CLIENTS = 6;
    private static final int BEFORE_THE_CRASH = 60;

    @Test
    void nothingIsLostAndNothingIsHalfDone() throws Exception {
        OwnDatabase database = OwnDatabase.create();
        Line mail = Line.to(Integer.parseInt(
                Objects.requireNonNull(EmbeddedServers.settings(Part.MAIL).get("quarkus.mailer.port"))));
        Map<String, String> settings = database.settings();
        settings.put("quarkus.mailer.port", Integer.toString(mail.getPort()));
        // One account orders far more than a client does.
        settings.put("gatehouse.velocity.orders-per-account", "1000000");
        mail.cut();

        Map<String, Order> orders = new ConcurrentHashMap<>();
        Map<String, String> registrations = new ConcurrentHashMap<>();
        List<String> buyers = new ArrayList<>();
        try (Packaged first = Packaged.start(settings).awaitReady()) {
            for (int i = 0; i < CLIENTS; i++) {
                String email = email();
                Response answer = register(first, email, "before-" + i);
                assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
                registrations.put(email, "before-" + i);
                buyers.add(answer.jsonPath().getString("session.accessToken"));
            }
            assertThat(database.execute("update account set email_verified_at = now(), phone_verified_at = now()"))
                    .isEqualTo(CLIENTS);
            crashUnderLoad(first, buyers, orders, registrations);
        }
        long answered =
                orders.values().stream().filter(order -> order.id() != null).count();
        assertThat(answered).isGreaterThanOrEqualTo(BEFORE_THE_CRASH);
        for (Order order : orders.values()) {
            if (order.id() != null) {
                assertThat(database.number(
                                "select count(*) from purchase_order where id = ?", UUID.fromString(order.id())))
                        .as("an order that was answered")
                        .isEqualTo(1);
            }
        }
        // What was running holds its key, and its mail, until its lease runs out; a mail that could not be sent waits
        // for its next attempt. Nobody needs to wait for that here.
        database.execute("update idempotency set leased_until = now() - interval '1 second' where status is null");
        database.execute("update message set next_attempt_at = now() where state = 'due'");
        mail.join();

        try (Packaged second = Packaged.start(settings).awaitReady()) {
            Set<String> ids = new HashSet<>();
            orders.forEach((key, order) -> {
                Response again = order(second, buyers.get(order.buyer()), key);
                assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
                String id = again.jsonPath().getString("id");
                ids.add(id);
                if (order.id() != null) {
                    assertThat(id).isEqualTo(order.id());
                    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
                }
            });
            assertThat(ids).hasSize(orders.size());
            assertThat(database.number("select count(*) from purchase_order")).isEqualTo(orders.size());

            registrations.forEach((email, key) -> {
                Response again = register(second, email, key);
                assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
                assertThat(database.number("select count(*) from account where email = ?", email))
                        .isEqualTo(1);
            });
            assertThat(registrations).hasSizeGreaterThan(CLIENTS);
            await("every mail that was due")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> database.number("select count(*) from message where state = 'due'") == 0);
            assertThat(database.number("select count(*) from message where state = 'sent'"))
                    .isEqualTo(registrations.size());
            registrations.keySet().forEach(email -> assertThat(SandboxMessages.to(email))
                    .as(email)
                    .isNotEmpty());
        }
        mail.cut();
    }

    /**
     * An order that was asked for.
     *
     * @param buyer whose
     * @param id what was answered, or {@code null} if nothing was
     */
    private record Order(int buyer, @Nullable String id) {}

    private static void crashUnderLoad(
            Packaged service, List<String> buyers, Map<String, Order> orders, Map<String, String> registrations)
            throws Exception {
        AtomicBoolean crashed = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int buyer = i;
            running.add(clients.submit(() -> {
                for (int n = 0; !crashed.get(); n++) {
                    String key = "order-" + buyer + "-" + n;
                    orders.put(key, new Order(buyer, null));
                    Response answer = unlessGone(() -> order(service, buyers.get(buyer), key));
                    if (answer != null && answer.statusCode() == 201) {
                        orders.put(key, new Order(buyer, answer.jsonPath().getString("id")));
                    }
                }
            }));
        }
        running.add(clients.submit(() -> {
            for (int n = 0; !crashed.get(); n++) {
                String email = email();
                String key = "during-" + n;
                registrations.put(email, key);
                unlessGone(() -> register(service, email, key));
            }
        }));
        await("orders under way")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> orders.values().stream()
                                .filter(order -> order.id() != null)
                                .count()
                        >= BEFORE_THE_CRASH);
        service.kill();
        crashed.set(true);
        for (Future<?> client : running) {
            client.get();
        }
        clients.shutdown();
    }

    private static @Nullable Response unlessGone(Supplier<Response> request) {
        try {
            return request.get();
        } catch (Exception e) {
            // The service was killed: the client does not know what became of its request.
            return null;
        }
    }

    private static Response register(Packaged service, String email, String key) {
        return service.request()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Pathway.of(email).withPhone("+4915112345678").registration())
                .post("/register");
    }

    private static Response order(Packaged service, String token, String key) {
        return service.request()
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .body(Map.of("kind", "purchase", "product", "vps-s"))
                .post("/orders");
    }

    private static String email() {
        return "crash-" + UUID.randomUUID() + "@example.org";
    }
}
