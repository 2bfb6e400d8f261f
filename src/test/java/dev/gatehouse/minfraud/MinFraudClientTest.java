package dev.gatehouse.minfraud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.gatehouse.minfraud.MinFraudException.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MinFraudClientTest {
    private static final String GOOD = "{\"id\":\"a1\",\"risk_score\":0.5,\"ip_address\":{\"traits\":{}}}";
    private static final String SECRET = "anna@example.org 81.2.69.160";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Stub maxMind;

    @BeforeAll
    static void start() {
        maxMind = new Stub();
    }

    @AfterAll
    static void stop() {
        maxMind.close();
    }

    @BeforeEach
    void cleanSlate() {
        maxMind.server.resetAll();
    }

    @ParameterizedTest
    @CsvSource({"score", "insights", "factors"})
    void asksTheServiceThatIsSet(String service) {
        String path = "/minfraud/v2.0/" + service;
        maxMind.server.stubFor(post(path).willReturn(answer(200, Stub.JSON.replace("insights", service), GOOD)));
        RiskQuery query = Queries.fresh(RiskQuery.Event.PURCHASE);

        RiskFacts facts = ask(maxMind.client(Map.of("gatehouse.minfraud.service", service)), query);

        assertThat(facts.minFraudId()).isEqualTo("a1");
        maxMind.server.verify(
                1,
                postRequestedFor(urlPathEqualTo(path))
                        .withBasicAuth(new BasicCredentials("42", "key"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(matchingJsonPath(
                                "$.event.transaction_id",
                                equalTo(query.transactionId().toString()))));
    }

    static Stream<Arguments> nothingOfThisIsAnAnswer() {
        String error = "{\"code\":\"%s\",\"error\":\"about " + SECRET + "\"}";
        return Stream.of(
                // the answer: our code, the alarm, requests made
                refusal(400, "IP_ADDRESS_INVALID", null),
                refusal(400, "IP_ADDRESS_RESERVED", null),
                refusal(400, "JSON_INVALID", null),
                refusal(400, "PARAMETER_UNKNOWN", null),
                refusal(401, "AUTHORIZATION_INVALID", "authorization-invalid"),
                refusal(401, "LICENSE_KEY_REQUIRED", "license-key-required"),
                refusal(401, "ACCOUNT_ID_REQUIRED", "account-id-required"),
                refusal(402, "INSUFFICIENT_FUNDS", "insufficient-funds"),
                refusal(403, "PERMISSION_REQUIRED", "permission-required"),
                refusal(415, "UNSUPPORTED_MEDIA_TYPE", null),
                arguments(answer(400, Stub.ERROR, "{\"code\":\"" + SECRET + "\"}"), "http-400", null, 1),
                arguments(answer(400, "text/html", "<html>"), "http-400", null, 1),
                arguments(answer(401, Stub.ERROR, ""), "http-401", "http-401", 1),
                arguments(answer(402, Stub.ERROR, "[]"), "http-402", "http-402", 1),
                arguments(answer(403, "text/plain", "no"), "http-403", "http-403", 1),
                arguments(answer(500, Stub.ERROR, error.formatted("SERVER_ERROR")), "http-500", null, 1),
                arguments(answer(502, "text/html", "<html>"), "http-502", null, 1),
                arguments(answer(503, Stub.ERROR, ""), "http-503", null, 1),
                arguments(answer(429, Stub.ERROR, error.formatted("TOO_MANY")), "http-429", null, 1),
                arguments(answer(404, Stub.ERROR, error.formatted("PATH_NOT_FOUND")), "http-404", null, 1),
                arguments(answer(204, Stub.JSON, ""), "http-204", null, 1),
                arguments(
                        answer(302, Stub.JSON, GOOD).withHeader("Location", "http://127.0.0.1:1/"),
                        "http-302",
                        null,
                        1),
                arguments(answer(200, Stub.JSON, ""), "answer-unreadable", null, 1),
                arguments(answer(200, Stub.JSON, "null"), "answer-incomplete", null, 1),
                arguments(answer(200, Stub.JSON, "{}"), "answer-incomplete", null, 1),
                arguments(answer(200, Stub.JSON, "[]"), "answer-unreadable", null, 1),
                arguments(answer(200, Stub.JSON, GOOD.substring(0, 20)), "answer-unreadable", null, 1),
                arguments(answer(200, Stub.JSON, GOOD + "x"), "answer-unreadable", null, 1),
                arguments(answer(200, Stub.JSON, "{\"id\":\"a\",\"risk_score\":{}}"), "answer-unreadable", null, 1),
                arguments(answer(200, Stub.JSON, "{\"id\":\"a\",\"risk_score\":900}"), "answer-incomplete", null, 1),
                arguments(answer(200, "text/html", GOOD), "answer-not-json", null, 1),
                arguments(aResponse().withStatus(200).withBody(GOOD), "answer-not-json", null, 1),
                arguments(
                        answer(200, Stub.JSON, '"' + "x".repeat(MinFraudHttp.MAX_BODY) + '"'),
                        "answer-too-large",
                        null,
                        1),
                arguments(answer(200, Stub.JSON, GOOD).withFixedDelay(20_000), "timeout", null, 1),
                arguments(answer(200, Stub.JSON, GOOD).withChunkedDribbleDelay(5, 20_000), "timeout", null, 1),
                arguments(
                        new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER),
                        "unreachable",
                        null,
                        2),
                arguments(new ResponseDefinitionBuilder().withFault(Fault.EMPTY_RESPONSE), "unreachable", null, 2),
                arguments(
                        new ResponseDefinitionBuilder().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                        "answer-cut-off",
                        null,
                        1));
    }

    @ParameterizedTest
    @MethodSource
    void nothingOfThisIsAnAnswer(
            ResponseDefinitionBuilder response, String code, @Nullable String alarm, int requests) {
        maxMind.alarms.clear();
        maxMind.server.stubFor(post(Stub.INSIGHTS).willReturn(response));
        MinFraudClient client =
                maxMind.client(code.equals("timeout") ? Map.of("gatehouse.minfraud.timeout", "700ms") : Map.of());

        assertThatThrownBy(() -> ask(client, Queries.fresh(RiskQuery.Event.PURCHASE)))
                .isInstanceOf(MinFraudException.class)
                .hasMessage(code);

        maxMind.server.verify(requests, postRequestedFor(urlPathEqualTo(Stub.INSIGHTS)));
        assertThat(maxMind.alarms.raised()).isEqualTo(alarm == null ? List.of() : List.of(alarm));
    }

    @Test
    void nobodyThereIsNoAnswer() {
        MinFraudClient client = maxMind.client(Map.of("gatehouse.minfraud.base-url", "http://127.0.0.1:1"));

        assertThatThrownBy(() -> ask(client, Queries.fresh(RiskQuery.Event.PURCHASE)))
                .isInstanceOf(MinFraudException.class)
                .hasMessage("unreachable");
    }

    @Test
    void anAccountThatIsNotSetIsNotAskedWith() {
        for (String missing : List.of("account-id", "license-key")) {
            MinFraudClient client = maxMind.client(Map.of("gatehouse.minfraud." + missing, ""));

            assertThatThrownBy(() -> ask(client, Queries.fresh(RiskQuery.Event.PURCHASE)))
                    .isInstanceOf(Refused.class)
                    .hasMessage("not-configured");
        }
        maxMind.server.verify(0, postRequestedFor(urlPathEqualTo(Stub.INSIGHTS)));
    }

    @Test
    void aConnectionThatBreaksOnceCostsNothing() {
        maxMind.server.stubFor(post(Stub.INSIGHTS)
                .inScenario("flaky")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("mended"));
        maxMind.server.stubFor(post(Stub.INSIGHTS)
                .inScenario("flaky")
                .whenScenarioStateIs("mended")
                .willReturn(answer(200, "application/json", GOOD)));

        assertThat(ask(maxMind.client(Map.of()), Queries.fresh(RiskQuery.Event.PURCHASE))
                        .score())
                .isEqualTo(0.5);
    }

    @Test
    void anAlarmIsAMetricUntilMaxMindAnswersAgain() {
        MinFraudClient client = maxMind.client(Map.of());
        maxMind.server.stubFor(
                post(Stub.INSIGHTS).willReturn(answer(402, Stub.ERROR, "{\"code\":\"INSUFFICIENT_FUNDS\"}")));
        assertThatThrownBy(() -> ask(client, Queries.fresh(RiskQuery.Event.PURCHASE)))
                .hasMessage("insufficient-funds");
        assertThat(maxMind.alarm("insufficient-funds")).isEqualTo(1);

        // A report is free: that it is taken tells nothing about funds.
        maxMind.server.stubFor(post(Stub.REPORT).willReturn(new ResponseDefinitionBuilder().withStatus(204)));
        client.report(UUID.randomUUID(), "a1", "not_fraud").await().atMost(Duration.ofSeconds(10));
        assertThat(maxMind.alarm("insufficient-funds")).isEqualTo(1);

        maxMind.server.stubFor(post(Stub.INSIGHTS).willReturn(answer(200, Stub.JSON, GOOD)));
        ask(client, Queries.fresh(RiskQuery.Event.PURCHASE));

        assertThat(maxMind.alarm("insufficient-funds")).isZero();
        assertThat(maxMind.alarms.raised()).isEmpty();
    }

    @Test
    void logsWarningsAndRefusalsWithoutTheClientsData() {
        MinFraudClient client = maxMind.client(Map.of());
        String warning = "{\"id\":\"a1\",\"risk_score\":0.5,\"warnings\":[null,"
                + "{\"code\":\"INPUT_INVALID\",\"input_pointer\":\"/account/user_id\",\"warning\":\"" + SECRET + "\"},"
                + "{\"code\":\"" + SECRET + "\",\"input_pointer\":\"" + SECRET + "\"}]}";
        try (Lines lines = new Lines(MinFraudClient.class)) {
            maxMind.server.stubFor(post(Stub.INSIGHTS).willReturn(answer(200, Stub.JSON, warning)));
            ask(client, Queries.fresh(RiskQuery.Event.PURCHASE));
            maxMind.server.stubFor(post(Stub.INSIGHTS)
                    .willReturn(
                            answer(400, Stub.ERROR, "{\"code\":\"IP_ADDRESS_INVALID\",\"error\":\"" + SECRET + "\"}")));
            assertThatThrownBy(() -> ask(client, Queries.fresh(RiskQuery.Event.PURCHASE)))
                    .hasMessage("ip-address-invalid");

            assertThat(lines.all)
                    .hasSize(3)
                    .anyMatch(line -> line.contains("code=INPUT_INVALID pointer=/account/user_id"))
                    .anyMatch(line -> line.contains("code=? pointer=?"))
                    .anyMatch(line -> line.contains("status=400 code=ip-address-invalid"))
                    .noneMatch(line -> line.contains("anna") || line.contains("81.2.69.160"));
        }
    }

    /** What a class logs while this is open. */
    private static final class Lines extends Handler implements AutoCloseable {
        private final List<String> all = new CopyOnWriteArrayList<>();
        private final Logger logger;

        Lines(Class<?> type) {
            logger = Logger.getLogger(type.getName());
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            Object[] parameters = line.getParameters();
            all.add(parameters == null ? line.getMessage() : String.format(line.getMessage(), parameters));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    private static Arguments refusal(int status, String code, @Nullable String alarm) {
        String body = "{\"code\":\"" + code + "\",\"error\":\"about " + SECRET + "\"}";
        String ours = code.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return arguments(answer(status, Stub.ERROR, body), ours, alarm, 1);
    }

    private static ResponseDefinitionBuilder answer(int status, String type, String body) {
        return aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body);
    }

    private static RiskFacts ask(MinFraudClient client, RiskQuery query) {
        return client.ask(query).await().atMost(Duration.ofSeconds(15));
    }
}
