package dev.gatehouse;

import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.Pathway;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One client after the other at the package, with the sandbox's servers: upstreams that answer at once. After each iteration
 * it says what the whole chain took on average, from {@code gatehouse_chain_seconds}: PostgreSQL, Redis and the simulators'
 * answers included. The package must have been built.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 5, time = 5)
public class ChainBenchmark {
    /** The running package and a client who may order. */
    @State(Scope.Benchmark)
    public static class Running {
        private @Nullable Packaged service;
        private String token = "";
        private double seconds;
        private double chains;

        /** Starts everything. */
        @Setup
        public void start() {
            OwnDatabase database = OwnDatabase.create();
            Map<String, String> settings = database.settings();
            settings.put("gatehouse.trusted-proxies", "127.0.0.0/8");
            settings.put("gatehouse.velocity.orders-per-account", "100000000");
            settings.put("gatehouse.velocity.orders-per-ip", "100000000");
            service = Packaged.start(settings);
            service().awaitReady();
            token = register().jsonPath().getString("session.accessToken");
            database.execute("update account set email_verified_at = now(), phone_verified_at = now()");
        }

        /** Notes what has been measured so far. */
        @Setup(Level.Iteration)
        public void note() {
            seconds = metric("sum");
            chains = metric("count");
        }

        /** Says what the iteration has added. */
        @TearDown(Level.Iteration)
        public void say() {
            double made = metric("count") - chains;
            System.out.printf("%n%.0f chains, %.3f ms each; ", made, 1000 * (metric("sum") - seconds) / made);
        }

        /** Ends the package. */
        @TearDown
        public void stop() {
            service().close();
        }

        private Packaged service() {
            return Objects.requireNonNull(service, "not started");
        }

        private double metric(String kind) {
            return service()
                    .request()
                    .get("/q/metrics")
                    .asString()
                    .lines()
                    .filter(line -> line.startsWith("gatehouse_chain_seconds_" + kind + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        private RequestSpecification from(String address) {
            return service()
                    .request()
                    .header("X-Forwarded-For", address)
                    .header("Gatehouse-Device", UUID.randomUUID().toString())
                    .header("User-Agent", "Mozilla/5.0")
                    .contentType(ContentType.JSON);
        }

        private Response register() {
            return expect(from(Identities.address())
                    .body(Pathway.fresh().registration())
                    .post("/register"));
        }

        private Response order() {
            return expect(from("93.184.216.34")
                    .header("Authorization", "Bearer " + token)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body(Map.of("kind", "purchase", "product", "vps-s"))
                    .post("/orders"));
        }

        private static Response expect(Response response) {
            if (response.statusCode() != 201) {
                throw new IllegalStateException(response.asString());
            }
            return response;
        }
    }

    /** A registration. */
    @Benchmark
    public Response register(Running running) {
        return running.register();
    }

    /** An order. */
    @Benchmark
    public Response order(Running running) {
        return running.order();
    }
}
