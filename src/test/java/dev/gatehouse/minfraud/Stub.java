package dev.gatehouse.minfraud;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.gatehouse.messaging.TestOutages;
import dev.gatehouse.testing.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** A MaxMind that a test teaches, and a client of its own for it. */
final class Stub implements AutoCloseable {
    static final String INSIGHTS = "/minfraud/v2.0/insights";
    static final String REPORT = "/minfraud/v2.0/transactions/report";
    static final String JSON = "application/vnd.maxmind.com-minfraud-insights+json; charset=UTF-8; version=2.0";
    static final String ERROR = "application/vnd.maxmind.com-error+json; charset=UTF-8; version=2.0";

    final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final MinFraudAlarms alarms = new MinFraudAlarms(metrics);
    private final Vertx vertx = Vertx.vertx();

    Stub() {
        server.start();
    }

    MinFraudSettings settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>();
        values.put("gatehouse.minfraud.base-url", server.baseUrl() + '/');
        values.put("gatehouse.minfraud.account-id", "42");
        values.put("gatehouse.minfraud.license-key", "key");
        values.put("gatehouse.minfraud.timeout", "5s");
        values.putAll(more);
        return Settings.of(MinFraudSettings.class, values);
    }

    MinFraudClient client(Map<String, String> more) {
        MinFraudSettings settings = settings(more);
        ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return new MinFraudClient(
                settings,
                new MinFraudHttp(vertx, settings),
                new RiskRequest(),
                mapper,
                new Refusals(mapper),
                alarms,
                TestOutages.of(metrics));
    }

    /** Whether that alarm is up by its metric. */
    double alarm(String code) {
        Gauge gauge = metrics.find("gatehouse.minfraud.alarm").tag("code", code).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    @Override
    public void close() {
        server.stop();
        vertx.close();
    }
}
