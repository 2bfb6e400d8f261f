package dev.gatehouse.minfraud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.MovableClock;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ReportSenderTest {
    private static final String JOB = "minfraud-reports";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Stub maxMind;

    @Inject
    FraudReports reports;

    @Inject
    ReportStore store;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    @Inject
    Scheduler scheduler;

    private final UUID transaction = UUID.randomUUID();

    @BeforeAll
    static void start() {
        maxMind = new Stub();
    }

    @AfterAll
    static void stop() {
        maxMind.close();
    }

    /** The service's own sender, which would send to the sandbox, has a rest. */
    @BeforeEach
    void cleanSlate() {
        scheduler.pause(JOB);
        maxMind.server.resetAll();
        database.client().query("delete from minfraud_report").executeAndAwait();
    }

    @AfterEach
    void resume() {
        scheduler.resume(JOB);
    }

    @Test
    void sendsOnceWhatWasCommitted() {
        answers(noContent());
        report(FraudTag.CHARGEBACK);

        send(Map.of());
        send(Map.of());

        maxMind.server.verify(
                1,
                postRequestedFor(urlPathEqualTo(Stub.REPORT))
                        .withBasicAuth(new BasicCredentials("42", "key"))
                        .withRequestBody(
                                equalToJson("{\"tag\":\"chargeback\",\"minfraud_id\":\"a1\",\"transaction_id\":\""
                                        + transaction + "\"}")));
        assertThat(row().getString("state")).isEqualTo("sent");
        assertThat(row().getInteger("attempts")).isEqualTo(1);
    }

    @Test
    void sendsNothingOfATransactionThatWasRolledBack() {
        answers(noContent());
        assertThatThrownBy(() -> database.<Void>inTransaction(
                                tx -> reports.report(tx, transaction, "a1", FraudTag.NOT_FRAUD)
                                        .flatMap(done -> Uni.createFrom()
                                                .failure(new IllegalStateException("decided otherwise"))))
                        .await()
                        .atMost(Duration.ofSeconds(10)))
                .hasMessage("decided otherwise");

        send(Map.of());

        asked(0);
    }

    @ParameterizedTest
    @CsvSource({
        // the answer, then how long to wait: state, error
        "503, due,  http-503",
        "401, due,  http-401",
        "402, due,  http-402",
        "200, due,  http-200",
        "400, dead, http-400",
    })
    void keepsWhatMayWorkLater(int status, String state, String error) {
        answers(aResponse().withStatus(status));
        report(FraudTag.NOT_FRAUD);

        send(Map.of());
        assertThat(row().getString("state")).isEqualTo(state);
        assertThat(row().getString("last_error")).isEqualTo(error);
        send(Map.of());
        asked(1);

        answers(noContent());
        clock.advance(Duration.ofMinutes(2));
        send(Map.of());
        asked(state.equals("due") ? 2 : 1);
        assertThat(row().getString("state")).isEqualTo(state.equals("due") ? "sent" : "dead");
    }

    @Test
    void givesUpAfterThreeDays() {
        answers(aResponse().withStatus(503));
        report(FraudTag.SUSPECTED_FRAUD);

        for (int i = 0; i < 10; i++) {
            send(Map.of());
            clock.advance(Duration.ofHours(6));
            assertThat(row().getString("state")).isEqualTo("due");
        }
        clock.advance(Duration.ofDays(1));
        send(Map.of());

        assertThat(row().getString("state")).isEqualTo("dead");
        assertThat(row().getString("last_error")).isEqualTo("http-503");
    }

    @Test
    void aLeaseThatRanOutIsTakenUpAgain() {
        answers(noContent());
        report(FraudTag.SPAM_OR_ABUSE);
        assertThat(store.claim(10, Duration.ofMinutes(5)).await().atMost(Duration.ofSeconds(10)))
                .hasSize(1);

        send(Map.of());
        asked(0);
        clock.advance(Duration.ofMinutes(5));
        send(Map.of());

        asked(1);
        assertThat(row().getInteger("attempts")).isEqualTo(2);
    }

    @Test
    void waitsForAnAccount() {
        answers(noContent());
        report(FraudTag.NOT_FRAUD);

        send(Map.of("gatehouse.minfraud.account-id", ""));

        asked(0);
        assertThat(row().getInteger("attempts")).isZero();
    }

    private void report(FraudTag tag) {
        database.inTransaction(tx -> reports.report(tx, transaction, "a1", tag))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private void send(Map<String, String> settings) {
        new ReportSender(
                        store,
                        maxMind.client(settings),
                        maxMind.settings(settings),
                        maxMind.metrics,
                        new RandomSource(),
                        clock)
                .send()
                .await()
                .atMost(Duration.ofSeconds(15));
    }

    private void answers(ResponseDefinitionBuilder answer) {
        maxMind.server.stubFor(post(Stub.REPORT).willReturn(answer));
    }

    private void asked(int times) {
        maxMind.server.verify(times, postRequestedFor(urlPathEqualTo(Stub.REPORT)));
    }

    private Row row() {
        return database.client()
                .preparedQuery("select * from minfraud_report where transaction_id = $1")
                .executeAndAwait(Tuple.of(transaction))
                .iterator()
                .next();
    }
}
