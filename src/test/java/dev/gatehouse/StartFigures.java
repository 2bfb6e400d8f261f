package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.Pathway;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How fast the package starts on a schema that is up to date, and what memory it holds; the figures of
 * docs/performance.md. Not in the suite, since it compares nothing: {@code ./mvnw test -Dtest=StartFigures} measures the jar,
 * with {@code -Dnative.image.path=…} the executable.
 */
class StartFigures {
    private static final int STARTS = 15;
    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 8;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long POLL_NANOS = 500_000;
    private static final byte[] READY = "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final String ORDER =
            "{\"kind\":\"purchase\",\"product\":\"vps-s\",\"amount\":{\"value\":\"9.90\",\"currency\":\"EUR\"}}";

    @Test
    void measure() throws Exception {
        OwnDatabase database = OwnDatabase.create();
        Map<String, String> settings = database.settings();
        // One account orders far more than a client does.
        settings.put("gatehouse.velocity.orders-per-account", "1000000");
        String token;
        try (Packaged first = Packaged.start(settings).awaitReady()) {
            token = register(first);
            database.execute("update account set email_verified_at = now(), phone_verified_at = now()");
        }
        List<Double> millis = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<Double> atReady = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            try (Packaged service = Packaged.start(settings)) {
                awaitReady(service, begin);
                millis.add((System.nanoTime() - begin) / 1e6);
                processor.add(processorMillis(service));
                atReady.add(memory(service, "VmRSS"));
            }
        }
        say("start, ms", millis);
        say("processor time of a start, ms", processor);
        say("resident when ready, MiB", atReady);
        try (Packaged service = Packaged.start(settings).awaitReady()) {
            TimeUnit.SECONDS.sleep(5);
            say("resident five seconds later, MiB", List.of(memory(service, "VmRSS")));
            double seconds = load(service, token);
            say("requests a second", List.of(REQUESTS / seconds));
            say("resident after 10,000 requests, MiB", List.of(memory(service, "VmRSS")));
            say("its peak, MiB", List.of(memory(service, "VmHWM")));
            TimeUnit.SECONDS.sleep(20);
            say("resident twenty seconds later, MiB", List.of(memory(service, "VmRSS")));
        }
    }

    private static String register(Packaged service) {
        return service.request()
                .contentType(ContentType.JSON)
                .body(Pathway.of("figures@example.org").registration())
                .post("/register")
                .then()
                .statusCode(201)
                .extract()
                .path("session.accessToken");
    }

    private static void awaitReady(Packaged service, long begin) {
        while (!isReady(service.port())) {
            assertThat(System.nanoTime() - begin)
                    .as(String.join("\n", service.log()))
                    .isLessThan(LONGEST.toNanos());
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static boolean isReady(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(READY);
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }

    /** A third each of liveness, reading the account and ordering, by several clients; returns the seconds. */
    private static double load(Packaged service, String token) throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Integer>> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                HttpRequest request = request(service, token, i);
                requests.add(() -> http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode());
            }
            long begin = System.nanoTime();
            for (Future<Integer> status : clients.invokeAll(requests)) {
                assertThat(status.get()).isBetween(200, 299);
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            clients.shutdown();
        }
    }

    private static HttpRequest request(Packaged service, String token, int number) {
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Bearer " + token);
        return switch (number % 3) {
            case 0 -> request.uri(URI.create(service.uri() + "/q/health/live")).build();
            case 1 -> request.uri(URI.create(service.uri() + "/account")).build();
            default ->
                request.uri(URI.create(service.uri() + "/orders"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "figures-" + number)
                        .POST(HttpRequest.BodyPublishers.ofString(ORDER))
                        .build();
        };
    }

    /** What all its threads have run so far: says more than the clock on a machine that has other work. */
    private static double processorMillis(Packaged service) throws IOException {
        double nanos = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + service.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                String times = Files.readString(thread.resolve("schedstat"));
                nanos += Double.parseDouble(times.substring(0, times.indexOf(' ')));
            }
        }
        return nanos / 1e6;
    }

    private static double memory(Packaged service, String name) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
                .filter(each -> each.startsWith(name))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }

    private static void say(String what, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f (%.1f to %.1f, n=%d) |%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                sorted.size());
    }
}
