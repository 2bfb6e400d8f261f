package dev.gatehouse.minfraud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.minfraud.MinFraudAnswer.Known;
import dev.gatehouse.minfraud.MinFraudAnswer.Unknown;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class KeptAnswersTest {
    private static final String CLEAN = "{\"id\":\"clean\",\"risk_score\":0.5,\"ip_address\":{\"traits\":{}}}";
    private static final String RISKY = "{\"id\":\"risky\",\"risk_score\":77,\"ip_address\":{\"traits\":{}}}";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Stub maxMind;

    @Inject
    AnswerStore store;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

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

    @Test
    void oneAnswerServesADay() {
        KeptAnswers answers = answers(Map.of());
        RiskQuery query = Queries.fresh(RiskQuery.Event.ACCOUNT_CREATION);
        says(CLEAN);

        assertThat(known(answers, query).age()).isZero();
        says(RISKY);
        clock.advance(Duration.ofHours(23));
        Known reused = known(answers, Queries.again(query, RiskQuery.Event.PURCHASE));
        assertThat(reused.facts().minFraudId()).isEqualTo("clean");
        assertThat(reused.age()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        assertThat(reused.standsIn()).isFalse();
        asked(1);

        clock.advance(Duration.ofHours(1));
        assertThat(known(answers, Queries.again(query, RiskQuery.Event.PURCHASE))
                        .facts()
                        .minFraudId())
                .isEqualTo("risky");
        asked(2);
    }

    @Test
    void anotherMailboxOrAddressOrServiceIsAnotherQuestion() {
        says(CLEAN);
        maxMind.server.stubFor(post("/minfraud/v2.0/score")
                .willReturn(aResponse().withHeader("Content-Type", Stub.JSON).withBody(CLEAN)));
        RiskQuery query = Queries.of(RiskQuery.Event.PURCHASE, "kept-1@example.org", "81.2.69.160", null);

        known(answers(Map.of()), query);
        known(answers(Map.of()), Queries.of(RiskQuery.Event.PURCHASE, "kept-2@example.org", "81.2.69.160", null));
        known(answers(Map.of()), Queries.of(RiskQuery.Event.PURCHASE, "kept-1@example.org", "81.2.69.161", null));
        asked(3);
        known(answers(Map.of("gatehouse.minfraud.service", "score")), query);
        maxMind.server.verify(1, postRequestedFor(urlPathEqualTo("/minfraud/v2.0/score")));
    }

    @Test
    void aStrongerThresholdJudgesWhatIsKept() {
        says(CLEAN);
        RiskQuery query = Queries.fresh(RiskQuery.Event.PURCHASE);

        assertThat(known(answers(Map.of()), query).judgement().level()).isEqualTo(RiskJudgement.Level.CLEAR);
        assertThat(known(answers(Map.of("gatehouse.minfraud.kyc-score", "0.5")), query)
                        .judgement()
                        .level())
                .isEqualTo(RiskJudgement.Level.FLAGGED);
        asked(1);
    }

    @Test
    void manyAtOnceShareOneQuery() {
        KeptAnswers answers = answers(Map.of());
        RiskQuery query = Queries.fresh(RiskQuery.Event.PURCHASE);
        maxMind.server.stubFor(post(Stub.INSIGHTS)
                .willReturn(aResponse()
                        .withHeader("Content-Type", Stub.JSON)
                        .withBody(CLEAN)
                        .withFixedDelay(500)));

        List<Uni<MinFraudAnswer>> all = IntStream.range(0, 20)
                .mapToObj(i -> answers.ask(Queries.again(query, RiskQuery.Event.PURCHASE)))
                .toList();
        List<MinFraudAnswer> got = Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(15));

        assertThat(got).hasSize(20).allSatisfy(answer -> assertThat(answer).isInstanceOf(Known.class));
        asked(1);
    }

    @Test
    void whoGivesUpWaitingLeavesTheOthersTheirs() {
        KeptAnswers answers = answers(Map.of());
        RiskQuery query = Queries.fresh(RiskQuery.Event.PURCHASE);
        maxMind.server.stubFor(post(Stub.INSIGHTS)
                .willReturn(aResponse()
                        .withHeader("Content-Type", Stub.JSON)
                        .withBody(CLEAN)
                        .withFixedDelay(1000)));

        var impatient = answers.ask(query).subscribe().with(answer -> {});
        var patient = answers.ask(query).subscribeAsCompletionStage();
        impatient.cancel();

        assertThat(patient.orTimeout(15, java.util.concurrent.TimeUnit.SECONDS).join())
                .isInstanceOf(Known.class);
        asked(1);
    }

    @ParameterizedTest
    @CsvSource({
        // what was answered before, days ago, what is asked for: whether it stands in
        "clean, 2, PURCHASE,         true",
        "clean, 6, PURCHASE,         true",
        "clean, 7, PURCHASE,         false",
        "risky, 2, PURCHASE,         false",
        "clean, 2, ACCOUNT_CREATION, false",
        "none,  0, PURCHASE,         false",
    })
    void aCleanAnswerOfTheLastWeekStandsInForAnOrder(String before, int days, RiskQuery.Event event, boolean standsIn) {
        KeptAnswers answers = answers(Map.of());
        RiskQuery query = Queries.fresh(RiskQuery.Event.ACCOUNT_CREATION);
        if (!before.equals("none")) {
            says(before.equals("clean") ? CLEAN : RISKY);
            known(answers, query);
        }
        clock.advance(Duration.ofDays(days));
        maxMind.server.stubFor(post(Stub.INSIGHTS).willReturn(aResponse().withStatus(503)));

        MinFraudAnswer answer = ask(answers, Queries.again(query, event));

        if (standsIn) {
            assertThat(answer).isInstanceOfSatisfying(Known.class, known -> {
                assertThat(known.standsIn()).isTrue();
                assertThat(known.facts().minFraudId()).isEqualTo("clean");
            });
        } else {
            assertThat(answer).isEqualTo(new Unknown("http-503"));
        }
    }

    @Test
    void theTableNamesNobody() {
        says(CLEAN);
        RiskQuery query = Queries.of(RiskQuery.Event.PURCHASE, "kept-named@example.org", "81.2.69.162", null);
        known(answers(Map.of()), query);

        String row = database.client()
                .preparedQuery("select row_to_json(a)::text from minfraud_answer a where subject = $1")
                .executeAndAwait(Tuple.of(store.subject(query).digest()))
                .iterator()
                .next()
                .getString(0);
        assertThat(row).contains("clean").doesNotContain("kept-named", "81.2.69.162");
    }

    private KeptAnswers answers(Map<String, String> more) {
        return new KeptAnswers(maxMind.client(more), store, maxMind.settings(more), clock);
    }

    private void says(String body) {
        maxMind.server.stubFor(post(Stub.INSIGHTS)
                .willReturn(aResponse().withHeader("Content-Type", Stub.JSON).withBody(body)));
    }

    private void asked(int times) {
        maxMind.server.verify(times, postRequestedFor(urlPathEqualTo(Stub.INSIGHTS)));
    }

    private static Known known(KeptAnswers answers, RiskQuery query) {
        MinFraudAnswer answer = ask(answers, query);
        assertThat(answer).isInstanceOf(Known.class);
        return (Known) answer;
    }

    private static MinFraudAnswer ask(KeptAnswers answers, RiskQuery query) {
        return answers.ask(query).await().atMost(Duration.ofSeconds(15));
    }
}
