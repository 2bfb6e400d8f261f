package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.feed.ListServer.Mood;
import dev.gatehouse.feed.SourceFailure.Reason;
import dev.gatehouse.feed.SourceFetcher.Validators;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFetcherTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String LIST = "a.com\nb.com\n";

    private final ListServer server = ListServer.serving(LIST);

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void givesTheBodyAndTheValidatorThatAnswersUnchangedTheNextTime() {
        Fetched.Changed first = (Fetched.Changed) fetch(server.url(), Validators.NONE);
        Fetched second = fetch(server.url(), new Validators(first.etag(), first.lastModified()));

        assertThat(first.body().toString()).isEqualTo(LIST);
        assertThat(second).isEqualTo(new Fetched.Unchanged());
        assertThat(server.answers()).containsExactly(200, 304);
    }

    @ParameterizedTest
    @CsvSource({"BROKEN, STATUS", "CUT, UNREACHABLE", "BOMB, TOO_LARGE", "LOOP, REDIRECT"})
    void misbehaviourIsToldApart(Mood mood, Reason reason) {
        server.be(mood);

        assertThat(failure(server.url(), Duration.ofSeconds(20)).reason()).isEqualTo(reason);
    }

    @Test
    void aSlowOneIsGivenUp() {
        server.be(Mood.SLOW);

        assertThat(failure(server.url(), Duration.ofMillis(300)).reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void nobodyThereIsAFailureToo() {
        server.close();

        assertThat(failure(server.url(), Duration.ofSeconds(20)).reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void redirectsAreFollowed(int times) {
        assertThat(fetch(server.redirecting(times), Validators.NONE)).isInstanceOf(Fetched.Changed.class);
    }

    @Test
    void butNotForEver() {
        assertThat(failure(server.redirecting(4), Duration.ofSeconds(20)).reason())
                .isEqualTo(Reason.REDIRECT);
    }

    @Test
    void oneByteOverTheLimitIsTooLarge() {
        assertThat(fetcher(Duration.ofSeconds(20), LIST.length())
                        .fetch(server.url(), Validators.NONE)
                        .await()
                        .atMost(Duration.ofSeconds(30)))
                .isInstanceOf(Fetched.Changed.class);

        SourceFailure failure =
                catchThrowableOfType(SourceFailure.class, () -> fetcher(Duration.ofSeconds(20), LIST.length() - 1)
                        .fetch(server.url(), Validators.NONE)
                        .await()
                        .atMost(Duration.ofSeconds(30)));
        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    private static Fetched fetch(String url, Validators validators) {
        return fetcher(Duration.ofSeconds(20), 1_000_000)
                .fetch(url, validators)
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private static SourceFailure failure(String url, Duration timeout) {
        return catchThrowableOfType(SourceFailure.class, () -> fetcher(timeout, 1_000_000)
                .fetch(url, Validators.NONE)
                .await()
                .atMost(Duration.ofSeconds(30)));
    }

    private static SourceFetcher fetcher(Duration timeout, long bytes) {
        return new SourceFetcher(VERTX, TestFeedSettings.of(timeout, bytes));
    }
}
