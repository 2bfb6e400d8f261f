package dev.gatehouse.testing;

import static io.restassured.RestAssured.given;

import dev.gatehouse.sandbox.EmbeddedServers;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The package as a process of its own, that a test may kill: the native executable if there is one, else the jar. */
public final class Packaged implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Path LOGS = Path.of("target", "packaged-logs");

    private final Process process;
    private final Path log;
    private final int port;

    private Packaged(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** The settings that lead to the sandbox's servers. */
    public static Map<String, String> sandbox() {
        return new HashMap<>(EmbeddedServers.allSettings());
    }

    /** Starts the process with these properties as environment variables, and nothing else that it could be set up by. */
    public static Packaged start(Map<String, String> properties, String... arguments) {
        try {
            int port;
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = probe.getLocalPort();
            }
            Path log = Files.createTempFile(Files.createDirectories(LOGS), "gatehouse-", ".log");
            List<String> command = new ArrayList<>(command());
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(GATEHOUSE|QUARKUS)_.*"));
            properties.forEach((name, value) -> builder.environment()
                    .put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            return new Packaged(builder.start(), log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        String executable = System.getProperty("native.image.path");
        if (executable != null && Files.isExecutable(Path.of(executable))) {
            return List.of(executable);
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(java.toString(), "-Xmx512m", "-jar", "target/quarkus-app/quarkus-run.jar");
    }

    /** Waits until it is ready. */
    public Packaged awaitReady() {
        Awaitility.await("a packaged service that is ready, see " + log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> given().baseUri(uri()).get("/q/health/ready").statusCode() == 200);
        return this;
    }

    /** Waits until the process has ended; returns its exit code. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the process did not end, see " + log);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Where it listens. */
    public String uri() {
        return "http://127.0.0.1:" + port;
    }

    /** The port on which it listens. */
    public int port() {
        return port;
    }

    /** The process' id. */
    public long pid() {
        return process.pid();
    }

    /** A request to it. */
    public RequestSpecification request() {
        return given().baseUri(uri());
    }

    /** What it has written so far. */
    public List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }
}
