package dev.gatehouse.kyc.sumsub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.gatehouse.account.Account;
import dev.gatehouse.account.KycState;
import dev.gatehouse.kyc.CaseStatus;
import dev.gatehouse.kyc.KycCase;
import dev.gatehouse.kyc.KycProvider.Started;
import dev.gatehouse.messaging.TestOutages;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SumsubProviderTest {
    private static final UUID CASE = UUID.fromString("0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276");
    private static final String CREATE = "/resources/applicants?levelName=id%20%26%20selfie";
    private static final String FIND = "/resources/applicants/-;externalUserId=" + CASE + "/one";
    private static final String LINK = "/resources/sdkIntegrations/levels/-/websdkLink?lang=de";
    private static final String APPLICANT = "{\"id\":\"5cb56e8e0a975a35f333cb83\",\"info\":{\"firstName\":\"Anna\"}}";
    private static final String URL = "https://in.sumsub.com/websdk/p/7JwtC0pb9mcqQsLb";
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    private static final WireMockServer SUMSUB =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private static final Vertx VERTX = Vertx.vertx();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeAll
    static void start() {
        SUMSUB.start();
    }

    @AfterAll
    static void stop() {
        SUMSUB.stop();
        VERTX.close();
    }

    @BeforeEach
    void everythingWorks() {
        SUMSUB.resetAll();
        SUMSUB.stubFor(
                post(urlEqualTo(CREATE)).willReturn(aResponse().withStatus(201).withBody(APPLICANT)));
        SUMSUB.stubFor(post(urlEqualTo(LINK)).willReturn(answer("{\"url\":\"" + URL + "\"}")));
    }

    @Test
    void aNewCaseIsANewApplicantAndALink() {
        Started started = start(Map.of(), null);

        assertThat(started).isEqualTo(new Started("5cb56e8e0a975a35f333cb83", URL));
        assertThat(started.toString()).doesNotContain("7JwtC0pb9mcqQsLb");
        List<LoggedRequest> requests = SUMSUB.findAll(anyRequestedFor(anyUrl()));
        assertThat(requests).hasSize(2);
        assertThat(requests).allSatisfy(SumsubProviderTest::isSigned);
        assertThat(requests)
                .extracting(LoggedRequest::getBodyAsString)
                .containsExactlyInAnyOrder(
                        "{\"externalUserId\":\"" + CASE + "\"}",
                        "{\"levelName\":\"id & selfie\",\"userId\":\"" + CASE + "\",\"ttlInSecs\":1800}");
    }

    @Test
    void nothingThatNamesTheClientGoesThere() {
        start(Map.of(), null);

        assertThat(SUMSUB.findAll(anyRequestedFor(anyUrl()))).hasSize(2).allSatisfy(request -> assertThat(
                        request.getUrl() + request.getHeaders() + request.getBodyAsString())
                .doesNotContain("anna")
                .doesNotContain("+49")
                .doesNotContain("0199a3f2-0000"));
    }

    @Test
    void whoIsKnownThereOnlyGetsANewLink() {
        Started started = start(Map.of(), "known");

        assertThat(started).isEqualTo(new Started("known", URL));
        SUMSUB.verify(0, postRequestedFor(urlEqualTo(CREATE)));
    }

    @Test
    void anApplicantThatIsThereAlreadyIsFound() {
        SUMSUB.stubFor(post(urlEqualTo(CREATE)).willReturn(error(409, "applicant-already-exists")));
        SUMSUB.stubFor(get(urlEqualTo(FIND)).willReturn(answer(APPLICANT)));

        assertThat(start(Map.of(), null).applicantId()).isEqualTo("5cb56e8e0a975a35f333cb83");
        assertThat(SUMSUB.findAll(getRequestedFor(urlEqualTo(FIND))))
                .singleElement()
                .satisfies(SumsubProviderTest::isSigned);
    }

    static Stream<Arguments> nothingOfThisIsAnAnswer() {
        return Stream.of(
                // the answer, whether it is an outage, requests made
                arguments(error(401, "app-token-signature mismatch"), false, 1),
                arguments(error(403, "forbidden"), false, 1),
                arguments(error(400, "<anna@example.org>"), false, 1),
                arguments(error(404, "level-not-found"), false, 1),
                arguments(aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/"), false, 1),
                arguments(aResponse().withStatus(204), false, 1),
                arguments(error(429, "too-many-requests"), true, 1),
                arguments(error(500, "internal"), true, 1),
                arguments(aResponse().withStatus(502).withBody("<html>"), true, 1),
                arguments(aResponse().withStatus(503), true, 1),
                arguments(answer(""), true, 1),
                arguments(answer("null"), true, 1),
                arguments(answer("[]"), true, 1),
                arguments(answer("{}"), true, 1),
                arguments(answer("<html>"), true, 1),
                arguments(answer("{\"id\":\"\",\"url\":\"\"}"), true, 1),
                arguments(answer("{\"id\":{},\"url\":{}}"), true, 1),
                arguments(answer("{\"id\":\"a/b\",\"url\":\"javascript:alert(1)\"}"), true, 1),
                arguments(answer("{\"id\":\"a b\",\"url\":\"//in.sumsub.com/\"}"), true, 1),
                arguments(answer("{\"id\":\"" + "a".repeat(65) + "\",\"url\":\"https:/x\"}"), true, 1),
                arguments(answer("{\"id\":\"'\",\"url\":\"https://a b\"}"), true, 1),
                arguments(answer('"' + "x".repeat(SumsubHttp.MAX_BODY) + '"'), true, 1),
                arguments(answer(APPLICANT).withFixedDelay(20_000), true, 1),
                arguments(answer(APPLICANT).withChunkedDribbleDelay(5, 20_000), true, 1),
                arguments(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), true, 2),
                arguments(aResponse().withFault(Fault.EMPTY_RESPONSE), true, 2),
                arguments(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), true, 1));
    }

    @ParameterizedTest
    @MethodSource("nothingOfThisIsAnAnswer")
    void withoutAnApplicantTheClientIsToldToTryAgain(ResponseDefinitionBuilder response, boolean outage, int requests) {
        SUMSUB.stubFor(post(urlEqualTo(CREATE)).willReturn(response));

        unavailable(quick(response), null, outage);

        SUMSUB.verify(requests, postRequestedFor(urlEqualTo(CREATE)));
        SUMSUB.verify(0, postRequestedFor(urlEqualTo(LINK)));
    }

    @ParameterizedTest
    @MethodSource("nothingOfThisIsAnAnswer")
    void withoutALinkTheClientIsToldToTryAgain(ResponseDefinitionBuilder response, boolean outage, int requests) {
        SUMSUB.stubFor(post(urlEqualTo(LINK)).willReturn(response));

        unavailable(quick(response), "known", outage);

        SUMSUB.verify(requests, postRequestedFor(urlEqualTo(LINK)));
    }

    @Test
    void whoIsThereAndCannotBeFoundIsNoAnswer() {
        SUMSUB.stubFor(post(urlEqualTo(CREATE)).willReturn(error(409, "applicant-marked-as-deleted")));
        SUMSUB.stubFor(get(urlEqualTo(FIND)).willReturn(error(404, "not-found")));

        unavailable(Map.of(), null, false);
    }

    @Test
    void aConnectionThatBreaksOnceCostsNothing() {
        SUMSUB.stubFor(post(urlEqualTo(CREATE))
                .inScenario("flaky")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("mended"));
        SUMSUB.stubFor(post(urlEqualTo(CREATE))
                .inScenario("flaky")
                .whenScenarioStateIs("mended")
                .willReturn(answer(APPLICANT)));

        assertThat(start(Map.of(), null).verificationUrl()).isEqualTo(URL);
    }

    @Test
    void nobodyThereIsAnOutage() {
        unavailable(Map.of("gatehouse.kyc.sumsub.base-url", "http://127.0.0.1:1"), null, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-token", "secret-key", "level"})
    void whatIsNotSetIsNotAskedWith(String missing) {
        unavailable(Map.of("gatehouse.kyc.sumsub." + missing, ""), null, false);
        unavailable(Map.of("gatehouse.kyc.sumsub." + missing, ""), "known", false);

        SUMSUB.verify(0, anyRequestedFor(anyUrl()));
    }

    private void unavailable(Map<String, String> more, @Nullable String applicant, boolean outage) {
        assertThatThrownBy(() -> start(more, applicant)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.KYC_PROVIDER_UNAVAILABLE);
            assertThat(refusal.retryAfterSeconds()).isEqualTo(30);
            assertThat(refusal.detail()).isEqualTo("The identity check cannot be started right now.");
        });
        var gauge = metrics.find("gatehouse.outage").tag("party", "sumsub").gauge();
        assertThat(gauge == null ? 0 : gauge.value()).isEqualTo(outage ? 1 : 0);
    }

    private static Map<String, String> quick(ResponseDefinitionBuilder response) {
        return response.build().getFixedDelayMilliseconds() != null
                        || response.build().getChunkedDribbleDelay() != null
                ? Map.of("gatehouse.kyc.sumsub.timeout", "700ms")
                : Map.of();
    }

    private Started start(Map<String, String> more, @Nullable String applicant) {
        Map<String, String> values = new HashMap<>();
        values.put("gatehouse.kyc.sumsub.base-url", SUMSUB.baseUrl() + '/');
        values.put("gatehouse.kyc.sumsub.app-token", "prd:token");
        values.put("gatehouse.kyc.sumsub.secret-key", "key");
        values.put("gatehouse.kyc.sumsub.level", "id & selfie");
        values.put("gatehouse.kyc.sumsub.timeout", "10s");
        values.putAll(more);
        SumsubSettings settings = Settings.of(SumsubSettings.class, values);
        SumsubHttp http = new SumsubHttp(VERTX, settings, Clock.fixed(NOW, ZoneOffset.UTC));
        SumsubProvider provider = new SumsubProvider(new SumsubApi(settings, http, TestOutages.of(metrics)));
        return provider.start(opened(applicant), account()).await().atMost(Duration.ofSeconds(15));
    }

    private static void isSigned(LoggedRequest request) {
        String signed =
                NOW.getEpochSecond() + request.getMethod().getName() + request.getUrl() + request.getBodyAsString();
        assertThat(request.getHeader("X-App-Token")).isEqualTo("prd:token");
        assertThat(request.getHeader("X-App-Access-Ts")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(request.getHeader("X-App-Access-Sig"))
                .isEqualTo(HexMac.SHA256.of("key", signed.getBytes(StandardCharsets.UTF_8)));
        assertThat(request.header("Content-Type").firstValue()).isEqualTo("application/json");
    }

    private static KycCase opened(@Nullable String applicant) {
        return new KycCase(
                CASE,
                UUID.fromString("0199a3f2-0000-7a15-8c44-d3e9b1f0a276"),
                CaseStatus.REQUIRED,
                "sumsub",
                applicant,
                null,
                null,
                NOW,
                null,
                null,
                null);
    }

    private static Account account() {
        return new Account(
                UUID.fromString("0199a3f2-0000-7a15-8c44-d3e9b1f0a276"),
                "anna@example.org",
                "anna@example.org",
                NOW,
                "+4915112345678",
                NOW,
                "DE",
                "anna",
                null,
                "de",
                null,
                KycState.REQUIRED,
                null,
                null,
                null,
                null,
                new Account.Registered(null, null, null),
                NOW);
    }

    private static ResponseDefinitionBuilder answer(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private static ResponseDefinitionBuilder error(int status, String name) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"code\":" + status + ",\"errorName\":\"" + name
                        + "\",\"description\":\"about anna@example.org\"}");
    }
}
