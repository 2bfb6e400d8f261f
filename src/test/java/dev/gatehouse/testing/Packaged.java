package dev.gatehouse.testing;

import static io.restassured.RestAssured.given;

import dev.gatehouse.sandbox.EmbeddedServers;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.Reader;
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
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The package as a process of its own, that a test may kill: what the build has just made, jar or native executable. That
 * stands in {@code target/quarkus-artifact.properties}, where {@code @QuarkusIntegrationTest} finds it too; an executable
 * that an earlier build left is not taken.
 */
public final class Packaged implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Path TARGET = Path.of("target");
    private static final Path LOGS = TARGET.resolve("packaged-logs");

    /** Those that warn when something was not done in time. */
    private static final List<String> SLOW_MACHINE = List.of(
            "\"dev.gatehouse.platform.ratelimit.RateLimiter\"",
            "\"dev.gatehouse.screening.CheckRunner\"",
            "\"io.vertx.core.impl.BlockedThreadChecker\"");

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
        return start(properties, Map.of(), arguments);
    }

    /** Starts it with system properties as well: those that are the Java run-time's, not the service's. */
    public static Packaged start(
            Map<String, String> properties, Map<String, String> systemProperties, String... arguments) {
        try {
            int port;
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = probe.getLocalPort();
            }
            Path log = Files.createTempFile(Files.createDirectories(LOGS), "gatehouse-", ".log");
            List<String> command = command(systemProperties);
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

    /** What {@code -Dnative.image.path=…} names, else what was packaged last. */
    private static List<String> command(Map<String, String> systemProperties) throws IOException {
        List<String> given = systemProperties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + '=' + property.getValue())
                .toList();
        String named = System.getProperty("native.image.path");
        if (named != null) {
            return executable(named, given);
        }
        Properties built = new Properties();
        try (Reader artifact = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            built.load(artifact);
        }
        String path = TARGET.resolve(built.getProperty("path")).toString();
        return switch (built.getProperty("type")) {
            case "native" -> executable(path, given);
            case "jar" -> jar(path, given);
            default -> throw new IllegalStateException("what kind of package is this? " + built);
        };
    }

    private static List<String> executable(String path, List<String> options) {
        List<String> command = new ArrayList<>(List.of(path));
        command.addAll(options);
        return command;
    }

    private static List<String> jar(String path, List<String> options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx512m"));
        command.addAll(options);
        command.addAll(List.of("-jar", path));
        return command;
    }

    /** Waits until it is ready; ends it if it does not become so. */
    public Packaged awaitReady() {
        try {
            Awaitility.await("a packaged service that is ready, see " + log)
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> given().baseUri(uri()).get("/q/health/ready").statusCode() == 200);
            return this;
        } catch (ConditionTimeoutException e) {
            kill();
            throw e;
        }
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

    /** SIGTERM: the process is told to end, and not waited for. */
    public void terminate() {
        process.destroy();
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

    /** What it has written at ERROR, and at WARN but for what a busy machine is warned of. */
    public List<String> complaints() {
        return log().stream()
                .filter(line -> line.contains("\"ERROR\"")
                        || (line.contains("\"WARN\"") && SLOW_MACHINE.stream().noneMatch(line::contains)))
                .toList();
    }

    @Override
    public void close() {
        terminate();
        awaitEnd();
    }
}
