package dev.gatehouse.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What an import of 100,000 lines takes; the figures of docs/performance.md. Not in the suite, since it compares nothing:
 * {@code ./mvnw package -DskipTests && ./mvnw test -Dtest=ImportFigures}.
 */
class ImportFigures {
    private static final int LINES = 100_000;
    private static final String KEY = "gh_a_bootstrap_key_for_the_figures_0123456789";

    @Test
    void measure() throws Exception {
        Path file = Files.createTempFile("clients-", ".ndjson");
        write(file);
        Map<String, String> settings = OwnDatabase.create().settings();
        settings.put("gatehouse.staff.bootstrap-key", KEY);
        try (Packaged service = Packaged.start(settings)) {
            Awaitility.await("a start on a busy machine")
                    .atMost(Duration.ofMinutes(5))
                    .ignoreExceptions()
                    .until(() -> service.request().get("/q/health/ready").statusCode() == 200);
            say("file MiB", Files.size(file) / 1024.0 / 1024);
            memory(service, "at start");
            send(service, file, "?dryRun=true");
            send(service, file, "");
            send(service, file, "");
            memory(service, "at the end");
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < LINES; i++) {
                out.write(String.format(
                        Locale.ROOT,
                        "{\"externalId\":\"client-%d\",\"email\":\"first.last.%d@example%d.org\",\"phone\":\"+491511%07d\","
                                + "\"fullName\":\"Firstname Lastname %d\",\"country\":\"DE\","
                                + "\"registeredAt\":\"2019-04-01T08:00:00Z\",\"emailVerified\":true,\"phoneVerified\":true}%n",
                        i,
                        i,
                        i % 1000,
                        i,
                        i));
            }
        }
    }

    private static void send(Packaged service, Path file, String query) throws Exception {
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(service.uri() + "/staff/imports" + query))
                                .header("X-Api-Key", KEY)
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofFile(file))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        TimeUnit.SECONDS.sleep(3);
        if (!answer.isDone()) {
            memory(service, "under way" + query);
        }
        HttpResponse<String> done = answer.get(Duration.ofMinutes(10).toSeconds(), TimeUnit.SECONDS);
        say("seconds" + query, (System.nanoTime() - start) / 1e9);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(202);
        String id = done.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        System.out.println(service.request()
                .header("X-Api-Key", KEY)
                .get("/staff/imports/{id}", id)
                .asString());
        memory(service, "after" + query);
    }

    /** Resident memory, its peak, and what of the heap is alive. */
    private static void memory(Packaged service, String when) throws Exception {
        for (String name : List.of("VmRSS", "VmHWM")) {
            String line = Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
                    .filter(each -> each.startsWith(name))
                    .findFirst()
                    .orElseThrow();
            say(name + " MiB " + when, Long.parseLong(line.replaceAll("\\D", "")) / 1024.0);
        }
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        run(jcmd.toString(), Long.toString(service.pid()), "GC.run");
        String heap = run(jcmd.toString(), Long.toString(service.pid()), "GC.heap_info");
        System.out.println(when + ": "
                + heap.lines().filter(line -> line.contains("used")).findFirst().orElse(heap));
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(
                Objects.requireNonNull(process.getInputStream()).readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static void say(String what, double value) {
        System.out.printf(Locale.ROOT, "%s: %.1f%n", what, value);
    }
}
