package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.feed.FeedEngine.FeedReport;
import dev.gatehouse.feed.FeedEngine.SourceReport;
import dev.gatehouse.feed.FeedStore.Result;
import dev.gatehouse.feed.ListServer.Mood;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class FeedEngineTest {
    private static final String HUNDRED = words(1, 100);

    @Inject
    FeedStore store;

    @Inject
    FeedMetrics metrics;

    @Inject
    Ids ids;

    @Inject
    MovableClock clock;

    @Inject
    Vertx vertx;

    private final ListServer server = ListServer.serving(HUNDRED);
    private final ListServer other = ListServer.serving("other");
    private final String id = "words-" + UUID.randomUUID();

    @AfterEach
    void stop() {
        server.close();
        other.close();
    }

    @Test
    void aSourceIsAskedOnceAndConfirmsTheNextTime() {
        WordsFeed feed = new WordsFeed(id, server.url());
        FeedEngine engine = node(feed);

        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.RENEWED);
        clock.advance(Duration.ofHours(1));
        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.UNCHANGED);

        assertThat(server.answers()).containsExactly(200, 304);
        FeedReport report = report(engine);
        assertThat(report.version()).isEqualTo(1);
        assertThat(report.size()).isEqualTo(100);
        assertThat(report.state()).isEqualTo(FeedState.FRESH);
        assertThat(feed.confirmedAt()).isEqualTo(report.refreshedAt());

        server.serve(HUNDRED + "\nnew");
        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.RENEWED);
        assertThat(feed.words()).hasSize(101).contains("new");
        assertThat(report(engine).version()).isEqualTo(2);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(Mood.GOOD, HUNDRED + "\npoison", "lists poison", RefreshOutcome.REJECTED),
                Arguments.of(Mood.GOOD, "", "empty", RefreshOutcome.REJECTED),
                Arguments.of(Mood.GOOD, words(1, 60), "shrunk from 100 to 60 entries", RefreshOutcome.REJECTED),
                Arguments.of(Mood.GOOD, words(1, 300), "grown from 100 to 300 entries", RefreshOutcome.REJECTED),
                Arguments.of(
                        Mood.GOOD, "<html>\n<p>Sorry</p>", "2 of 2 entries are unreadable", RefreshOutcome.REJECTED),
                Arguments.of(Mood.GOOD, "{\"a\":", "broken JSON", RefreshOutcome.REJECTED),
                Arguments.of(Mood.BOMB, "", "larger than 1000000 bytes", RefreshOutcome.REJECTED),
                Arguments.of(Mood.BROKEN, "", "answered 500", RefreshOutcome.FAILED),
                Arguments.of(Mood.SLOW, "", "no full answer within 2 s", RefreshOutcome.FAILED),
                Arguments.of(Mood.LOOP, "", "redirected too far", RefreshOutcome.FAILED));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatIsNotBelievedLeavesWhatWasThere(Mood mood, String body, String error, RefreshOutcome outcome) {
        WordsFeed feed = new WordsFeed(id, server.url());
        FeedEngine engine = node(feed);
        refresh(engine);
        Instant first = source(engine, 0).lastSuccessAt();

        server.be(mood);
        server.serve(body);
        clock.advance(Duration.ofHours(6));
        assertThat(refresh(engine)).isEqualTo(outcome);

        assertThat(feed.words()).hasSize(100);
        assertThat(report(engine).version()).isEqualTo(1);
        assertThat(report(engine).refreshedAt()).isEqualTo(first);
        assertThat(source(engine, 0)).isEqualTo(new SourceReport(server.url(), 100, first, error));

        server.be(Mood.GOOD);
        server.serve(HUNDRED + "\nnew");
        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.RENEWED);
        assertThat(source(engine, 0).lastError()).isNull();
    }

    @Test
    void aSourceThatFailsLeavesTheOthersAlone() {
        WordsFeed feed = new WordsFeed(id, server.url(), other.url());
        FeedEngine engine = node(feed);
        refresh(engine);

        server.be(Mood.BROKEN);
        other.serve("another");
        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.RENEWED);

        assertThat(feed.words()).hasSize(101).contains("another").doesNotContain("other");
        assertThat(report(engine).sources()).extracting(SourceReport::lastError).containsExactly("answered 500", null);
    }

    @Test
    void aFirstLoadThatFailsLeavesNothing() {
        server.be(Mood.BROKEN);
        FeedEngine engine = node(new WordsFeed(id, server.url()));

        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.FAILED);

        assertThat(report(engine).state()).isEqualTo(FeedState.ABSENT);
        assertThat(report(engine).version()).isZero();
        assertThat(source(engine, 0)).isEqualTo(new SourceReport(server.url(), 0, null, "answered 500"));
    }

    @Test
    void aFirstLoadThatFailsIsTriedAgainAfterHalfAMinuteALaterOneAfterFiveMinutes() {
        server.be(Mood.BROKEN);
        FeedEngine engine = node(new WordsFeed(id, server.url()));
        refresh(engine);
        assertThat(nextAt()).isEqualTo(clock.instant().plusSeconds(30));

        server.be(Mood.GOOD);
        refresh(engine);
        server.be(Mood.BROKEN);
        refresh(engine);
        assertThat(nextAt()).isEqualTo(clock.instant().plusSeconds(300));
    }

    private @Nullable Instant nextAt() {
        return await(store.standings()).stream()
                .filter(standing -> standing.feed().equals(id))
                .findFirst()
                .orElseThrow()
                .nextAt();
    }

    @Test
    void whoComesDuringARefreshSharesTheNextOne() {
        FeedEngine engine = node(new WordsFeed(id, server.url()));
        Uni<RefreshOutcome> first = Objects.requireNonNull(engine.refresh(id));
        List<Uni<RefreshOutcome>> later = IntStream.range(0, 10)
                .mapToObj(i -> Objects.requireNonNull(engine.refresh(id)))
                .toList();

        assertThat(await(first)).isEqualTo(RefreshOutcome.RENEWED);
        later.forEach(one -> assertThat(await(one)).isEqualTo(RefreshOutcome.UNCHANGED));
        assertThat(server.answers()).hasSizeBetween(2, 3);
    }

    @Test
    void whatOneNodeHasRefreshedIsInForceOnTheOtherAndAfterARestart() {
        WordsFeed here = new WordsFeed(id, server.url());
        WordsFeed there = here.elsewhere();
        FeedEngine one = node(here);
        FeedEngine two = node(there);
        refresh(one);

        await(two.reload());
        assertThat(there.words()).isEqualTo(here.words()).hasSize(100);

        server.serve(HUNDRED + "\nnew");
        refresh(two);
        await(one.reload());
        assertThat(here.words()).hasSize(101);

        WordsFeed restarted = here.elsewhere();
        await(node(restarted).reload());
        assertThat(restarted.words()).hasSize(101);
        assertThat(server.answers()).containsExactly(200, 200);
    }

    @Test
    void oneNodeAtATime() {
        Instant now = clock.instant();
        UUID owner = ids.next();
        assertThat(await(store.claim(id, owner, now, now.plusSeconds(60), true)))
                .isTrue();

        FeedEngine engine = node(new WordsFeed(id, server.url()));
        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.SKIPPED);
        assertThat(server.answers()).isEmpty();

        // The other node is dead: its lease ends by itself, and what it would store then is too late.
        clock.advance(Duration.ofSeconds(61));
        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.RENEWED);
        assertThat(await(store.finish(id, owner, now, new Result(List.of(), now, 7, null))))
                .isFalse();
        assertThat(report(engine).version()).isEqualTo(1);
    }

    @Test
    void aTickRefreshesWhatIsDueAndNothingElse() {
        WordsFeed feed = new WordsFeed(id, server.url());
        FeedEngine engine = node(feed);
        await(engine.tick());
        Awaitility.await().until(() -> feed.size() == 100);

        await(engine.tick());
        await(node(feed.elsewhere()).tick());
        clock.advance(Duration.ofHours(5));
        await(engine.tick());
        // Whatever a tick begins comes before this one.
        refresh(engine);
        assertThat(server.answers()).containsExactly(200, 304);

        clock.advance(Duration.ofHours(7));
        await(engine.tick());
        Awaitility.await().until(() -> server.answers().size() == 3);
    }

    @Test
    void aRefreshSeesWhatASourceSaysFromNowOn() {
        WordsFeed feed = new WordsFeed(id, server.url());
        FeedEngine engine = node(feed);
        Uni<RefreshOutcome> under = Objects.requireNonNull(engine.refresh(id));
        server.serve(HUNDRED + "\nnew");

        assertThat(refresh(engine)).isIn(RefreshOutcome.RENEWED, RefreshOutcome.UNCHANGED);
        assertThat(feed.words()).contains("new");
        assertThat(await(under)).isEqualTo(RefreshOutcome.RENEWED);
    }

    @Test
    void dataAges() {
        FeedEngine engine = node(new WordsFeed(id, server.url()));
        refresh(engine);
        clock.advance(Duration.ofHours(25));
        assertThat(report(engine).state()).isEqualTo(FeedState.STALE);
        clock.advance(Duration.ofDays(7));
        assertThat(report(engine).state()).isEqualTo(FeedState.EXPIRED);
    }

    @Test
    void whatCannotBeLoadedLeavesWhatIsInForce() {
        WordsFeed feed = new WordsFeed(id, server.url());
        FeedEngine engine = node(feed);
        refresh(engine);

        server.serve(HUNDRED + "\nunloadable");
        refresh(engine);

        assertThat(feed.words()).hasSize(100);
        assertThat(report(engine).version()).isEqualTo(1);

        // Nor does it stand in the way of the next one.
        server.serve(HUNDRED + "\nnew");
        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.RENEWED);
        assertThat(feed.words()).hasSize(101).contains("new");
        assertThat(report(engine).version()).isEqualTo(3);
    }

    private FeedEngine node(WordsFeed feed) {
        FeedSettings settings = TestFeedSettings.of(Duration.ofSeconds(2), 1_000_000);
        FeedRefresh refresh = new FeedRefresh(store, new SourceFetcher(vertx, settings), settings, metrics, clock);
        return new FeedEngine(List.of(feed), store, refresh, metrics, ids, clock);
    }

    private RefreshOutcome refresh(FeedEngine engine) {
        return await(Objects.requireNonNull(engine.refresh(id)));
    }

    private FeedReport report(FeedEngine engine) {
        return Objects.requireNonNull(await(engine.report(id)));
    }

    private SourceReport source(FeedEngine engine, int index) {
        return report(engine).sources().get(index);
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(30));
    }

    private static String words(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "word" + i).collect(Collectors.joining("\n"));
    }
}
