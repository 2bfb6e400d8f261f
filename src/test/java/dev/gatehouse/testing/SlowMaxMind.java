package dev.gatehouse.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A MaxMind that finds nobody risky and takes its time. What it has been asked shows who has arrived. */
public final class SlowMaxMind implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("\"ip_address\":\"([^\"]+)\"");

    private final WireMockServer server;

    private SlowMaxMind(WireMockServer server) {
        this.server = server;
    }

    /**
     * Starts one on loopback.
     *
     * @param takes how long each answer takes
     * @param atOnce how many it takes at once
     */
    public static SlowMaxMind start(Duration takes, int atOnce) {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(atOnce));
        server.stubFor(any(anyUrl())
                .willReturn(okJson("{\"id\":\"27d26476-e2bc-11e4-92b8-962e705b4af5\",\"risk_score\":0.1}")
                        .withFixedDelay(Math.toIntExact(takes.toMillis()))));
        server.start();
        return new SlowMaxMind(server);
    }

    /** For {@code gatehouse.minfraud.base-url}. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** The clients' addresses it has been asked about, also those it has not answered yet. */
    public Set<String> askedAbout() {
        return server.getAllServeEvents().stream()
                .flatMap(event ->
                        ADDRESS.matcher(event.getRequest().getBodyAsString()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        server.stop();
    }
}
