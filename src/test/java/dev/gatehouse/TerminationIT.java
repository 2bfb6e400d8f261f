package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.HangingServer;
import dev.gatehouse.testing.HangingUp;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.SlowMaxMind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** SIGTERM in the middle of everything: what has begun ends well, nothing else begins, and the process is gone in time. */
class TerminationIT {
    /** The ten seconds that are promised, and five that a machine that does other things as well may add. */
    private static final Duration PROMISE_ON_A_BUSY_MACHINE = Duration.ofSeconds(10 + 5);

    private static final Duration MINFRAUD_TAKES = Duration.ofMillis(1_500);
    private static final int BUYERS = 6;
    private static final int NEWCOMERS = 3;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final String REGISTRATION =
            """
            {"email":"%s","password":"correct horse battery","phone":"%s","country":"DE","acceptTerms":true}""";

    private final OwnDatabase database = OwnDatabase.create();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * A request and what came of it.
     *
     * @param path what was asked for
     * @param address who asked; nobody else did from there
     * @param status the answer's, or {@code null} if there was none
     * @param body the answer's
     * @param retryAfter the answer's {@code Retry-After}
     */
    private record Asked(
            String path, String address, @Nullable Integer status, String body, @Nullable String retryAfter) {}

    @Test
    void whatIsUnderWayEndsAndNothingElseBegins() throws Exception {
        Map<String, String> settings = settings();
        ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
        SlowMaxMind maxMind = SlowMaxMind.start(MINFRAUD_TAKES, 64);
        settings.put("gatehouse.minfraud.base-url", maxMind.baseUrl());
        settings.put("gatehouse.minfraud.timeout", "10s");
        Packaged service = Packaged.start(settings).awaitReady();
        Set<String> inTime;
        try (maxMind;
                service) {
            List<String> buyers = new ArrayList<>();
            for (int i = 0; i < BUYERS; i++) {
                buyers.add(buyer(service));
            }
            database.execute("update account set email_verified_at = now(), phone_verified_at = now()");

            inTime = terminateUnderLoad(service, maxMind, buyers, asked);
        }

        assertThat(asked)
                .filteredOn(request -> inTime.contains(request.address()))
                .hasSameSizeAs(inTime)
                .allSatisfy(request ->
                        assertThat(request.status()).as(request.toString()).isEqualTo(201));
        assertThat(asked)
                .filteredOn(request -> request.status() != null && request.status() != 201)
                .as("requests that came too late, and were told so")
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.status()).isEqualTo(503);
                    assertThat(request.body()).contains("\"code\":\"service-unavailable\"");
                    assertThat(request.retryAfter()).isEqualTo("1");
                });
        nothingIsLost(asked, "/orders", "purchase_order", 0);
        nothingIsLost(asked, "/register", "account", BUYERS);
        assertThat(service.complaints()).isEmpty();

        int due = database.number("select count(*) from message where state = 'due'");
        assertThat(due).as("mails of those who registered last").isPositive();
        try (Packaged next = Packaged.start(settings()).awaitReady()) {
            await("the next process sends them")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> database.number("select count(*) from message where state <> 'sent'") == 0);
            assertThat(next.complaints()).isEmpty();
        }
    }

    @Test
    void whatHangsDoesNotHoldItUp() throws Exception {
        try (HangingServer receiver = HangingServer.start();
                HangingServer smtp = HangingServer.start()) {
            Map<String, String> settings = settings();
            settings.put("gatehouse.webhooks.allow-private", "true");
            settings.put("quarkus.mailer.port", Integer.toString(smtp.port()));
            Packaged service = Packaged.start(settings).awaitReady();
            try (service) {
                assertThat(service.request()
                                .header("X-Api-Key", "gh_dev_staff_bootstrap_key_0123456789abcdef")
                                .contentType("application/json")
                                .body(Map.of(
                                        "url",
                                        "http://127.0.0.1:" + receiver.port() + "/hook",
                                        "events",
                                        List.of("order.accepted")))
                                .post("/webhook-endpoints")
                                .statusCode())
                        .isEqualTo(201);
                String token = buyer(service);
                database.execute("update account set email_verified_at = now(), phone_verified_at = now()");
                assertThat(order(service, token, Identities.address()).statusCode())
                        .isEqualTo(201);
                HangingUp.connect(service.port());
                HangingUp.connect(service.port())
                        .begin(
                                "/orders",
                                1000,
                                "{\"kind\":".getBytes(StandardCharsets.US_ASCII),
                                Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token));
                HangingUp.connect(service.port())
                        .begin(
                                "/kyc/documents",
                                5_000_000,
                                "--b\r\n".getBytes(StandardCharsets.US_ASCII),
                                Map.of(
                                        "Content-Type",
                                        "multipart/form-data; boundary=b",
                                        "Authorization",
                                        "Bearer " + token));
                await("a mail and a webhook that hang")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> receiver.connections() > 0 && smtp.connections() > 0);

                endsInTime(service);
            }
            assertThat(service.complaints())
                    .isNotEmpty()
                    .allMatch(line -> line.contains("a request ended without an answer while the process was ending"));
        }
    }

    /** Returns the addresses of those who were in time: MaxMind had been asked about them. */
    private Set<String> terminateUnderLoad(
            Packaged service, SlowMaxMind maxMind, List<String> buyers, ConcurrentLinkedQueue<Asked> asked)
            throws Exception {
        Set<String> before = maxMind.askedAbout();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(BUYERS + NEWCOMERS);
        List<Future<?>> running = new ArrayList<>();
        for (String token : buyers) {
            running.add(clients.submit(() -> {
                while (!over.get()) {
                    String address = Identities.address();
                    asked.add(ask("/orders", address, orderOf(service, token, address)));
                }
                return null;
            }));
        }
        for (int i = 0; i < NEWCOMERS; i++) {
            running.add(clients.submit(() -> {
                while (!over.get()) {
                    String address = Identities.address();
                    asked.add(ask("/register", address, registrationAt(service, address)));
                }
                return null;
            }));
        }
        await("requests that have been answered")
                .atMost(Duration.ofSeconds(60))
                .until(() -> asked.stream()
                                .filter(request -> request.status() != null)
                                .count()
                        > BUYERS + NEWCOMERS);
        await("most clients under way")
                .atMost(Duration.ofSeconds(60))
                .until(() -> without(maxMind.askedAbout(), before, asked).size() > BUYERS);
        // What MaxMind is asked from now on may still be in time, and need not be.
        Set<String> inTime = without(maxMind.askedAbout(), before, List.of());
        Set<String> underWay = without(inTime, before, asked);
        endsInTime(service);
        over.set(true);
        for (Future<?> client : running) {
            client.get();
        }
        clients.shutdown();
        assertThat(underWay).as("requests that were under way").isNotEmpty();
        return inTime;
    }

    private static Set<String> without(Set<String> addresses, Set<String> before, Collection<Asked> asked) {
        Set<String> rest = new HashSet<>(addresses);
        rest.removeAll(before);
        asked.forEach(request -> rest.remove(request.address()));
        return rest;
    }

    private Asked ask(String path, String address, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            String retryAfter = answer.headers().firstValue("Retry-After").orElse(null);
            return new Asked(path, address, answer.statusCode(), answer.body(), retryAfter);
        } catch (IOException e) {
            // Nobody listens any more.
            return new Asked(path, address, null, e.toString(), null);
        }
    }

    private static void endsInTime(Packaged service) {
        long before = System.nanoTime();
        service.terminate();
        assertThat(service.awaitEnd()).as("128 and SIGTERM").isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PROMISE_ON_A_BUSY_MACHINE);
    }

    private void nothingIsLost(ConcurrentLinkedQueue<Asked> asked, String path, String table, int before) {
        List<UUID> answered = asked.stream()
                .filter(request -> request.path().equals(path) && request.body().contains("\"id\""))
                .map(request -> idIn(request.body()))
                .toList();
        assertThat(answered).as(path).isNotEmpty().doesNotHaveDuplicates();
        assertThat(answered)
                .allSatisfy(id -> assertThat(database.number("select count(*) from " + table + " where id = ?", id))
                        .isEqualTo(1));
        assertThat(database.number("select count(*) from " + table)).isEqualTo(before + answered.size());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = database.settings();
        settings.put("gatehouse.trusted-proxies", "127.0.0.0/8");
        // One account orders far more than a client does.
        settings.put("gatehouse.velocity.orders-per-account", "1000000");
        return settings;
    }

    private String buyer(Packaged service) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(registrationAt(service, Identities.address()), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body().replaceAll(".*\"accessToken\":\"([^\"]+)\".*", "$1");
    }

    private HttpResponse<String> order(Packaged service, String token, String address)
            throws IOException, InterruptedException {
        return http.send(orderOf(service, token, address), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest registrationAt(Packaged service, String address) {
        return post(service, "/register", address)
                .POST(HttpRequest.BodyPublishers.ofString(
                        REGISTRATION.formatted(Identities.email(), Identities.phone())))
                .build();
    }

    /** Each from another address, so that no answer of MaxMind serves twice. */
    private static HttpRequest orderOf(Packaged service, String token, String address) {
        return post(service, "/orders", address)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"purchase\",\"product\":\"vps-s\"}"))
                .build();
    }

    private static HttpRequest.Builder post(Packaged service, String path, String address) {
        return HttpRequest.newBuilder(URI.create(service.uri() + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("X-Forwarded-For", address);
    }

    private static UUID idIn(String body) {
        Matcher found = ID.matcher(body);
        assertThat(found.find()).as(body).isTrue();
        return UUID.fromString(found.group(1));
    }
}
