package dev.gatehouse.feed.tor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.feed.FeedSnapshot;
import dev.gatehouse.feed.FeedSource;
import dev.gatehouse.feed.FeedState;
import dev.gatehouse.feed.Merged;
import dev.gatehouse.feed.Parsed;
import dev.gatehouse.feed.SourceContent;
import dev.gatehouse.feed.UnreadableSourceException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorExitsFeedTest {
    private static final FeedSource ONE = source("https://lists.example/one");
    private static final FeedSource TWO = source("https://lists.example/two");
    private static final Instant NOW = Instant.parse("2026-11-22T21:00:00Z");

    private final TorExitsFeed feed = TestTorExits.absent();

    @Test
    void whatIsKeptOfASourceIsSortedAndNormal() {
        // when
        Parsed parsed = feed.parse(ONE, "2001:DB8::1\n192.0.2.2\nnonsense\n192.0.2.1\n10.0.0.1\n192.0.2.1\n");

        // then
        assertThat(parsed)
                .isEqualTo(new Parsed("192.0.2.1\n192.0.2.2\n2001:db8::1", 3, 1, null, Map.of("not-global", 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "9.9.9.9", "2001:4860:4860::8888", "::ffff:8.8.8.8"})
    void aListWithAPublicResolverIsPoisoned(String address) {
        assertThat(feed.parse(ONE, "192.0.2.1\n" + address + "\n").sentinel()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"10, 1, false", "11, 1, true", "11, 109, true", "11, 110, false", "250, 250, true"})
    void aListWithManyAddressesThatNobodyHasIsPoisoned(int foreign, int honest, boolean poisoned) {
        // given
        String body = lines("10.1.0.", foreign) + lines("192.0.2.", honest);

        // then
        assertThat(feed.parse(ONE, body).sentinel() != null).isEqualTo(poisoned);
    }

    @Test
    void whatIsFarTooLongIsNoList() {
        // given
        String body = IntStream.range(0, 60_000)
                .mapToObj(i -> "2001:db8::" + Integer.toHexString(i) + "\n")
                .collect(Collectors.joining());

        // then
        assertThatThrownBy(() -> feed.parse(ONE, body)).isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void theUnionIsInForce() {
        // when
        Merged merged = merge(
                null, NOW, content(ONE, NOW, "192.0.2.1\n192.0.2.2"), content(TWO, NOW, "192.0.2.2\n2001:db8::1"));

        // then
        assertThat(merged.size()).isEqualTo(3);
        assertThat(merged.snapshot())
                .isEqualTo(
                        """
                        192.0.2.1 2026-11-22T21:00:00Z
                        192.0.2.2 2026-11-22T21:00:00Z
                        2001:db8::1 2026-11-22T21:00:00Z
                        """);
    }

    @ParameterizedTest
    @CsvSource({"PT30M, 2", "PT47H59M59S, 2", "PT48H, 2", "PT48H1S, 1", "P30D, 1"})
    void whatIsNoLongerListedStaysForTwoDays(Duration later, int size) {
        // given
        String before =
                merge(null, NOW, content(ONE, NOW, "192.0.2.1\n192.0.2.2")).snapshot();

        // when
        Merged merged = merge(before, NOW.plus(later), content(ONE, NOW.plus(later), "192.0.2.2"));

        // then
        assertThat(merged.size()).isEqualTo(size);
        assertThat(merged.snapshot()).contains("192.0.2.2 " + NOW.plus(later));
    }

    @ParameterizedTest
    @CsvSource({"PT30M, 2", "PT48H, 2", "PT48H1S, 1"})
    void whatASilentSourceSaidStaysForTwoDays(Duration silent, int size) {
        // given
        SourceContent silentOne = content(ONE, NOW, "192.0.2.1");
        SourceContent other = content(TWO, NOW.plus(silent), "192.0.2.2");

        // when
        Merged merged = merge(null, NOW.plus(silent), silentOne, other);

        // then
        assertThat(merged.size()).isEqualTo(size);
    }

    @Test
    void byDefaultTheTorProjectIsAsked() {
        // given
        TorSettings settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(TorSettings.class)
                .build()
                .getConfigMapping(TorSettings.class);

        // when
        List<FeedSource> sources = new TorExitsFeed(settings).sources();

        // then
        assertThat(sources)
                .extracting(FeedSource::url)
                .containsExactly(
                        "https://check.torproject.org/torbulkexitlist",
                        "https://check.torproject.org/exit-addresses",
                        "https://onionoo.torproject.org/details?type=relay&running=true&flag=Exit"
                                + "&fields=flags%2Cor_addresses%2Cexit_addresses");
        assertThat(settings.refresh()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void thereIsNoListUntilTheFirstIsLoaded() {
        assertThat(feed.current()).isNull();
        assertThat(feed.size()).isZero();
        assertThat(feed.state(null, NOW)).isEqualTo(FeedState.ABSENT);

        // when
        feed.confirm(NOW);

        // then
        assertThat(feed.current()).isNull();
    }

    @Test
    void aSnapshotComesIntoForceWhole() {
        // when
        feed.load(new FeedSnapshot(3, NOW, "192.0.2.1 2026-11-22T20:00:00Z\n"));
        feed.load(new FeedSnapshot(4, NOW, "192.0.2.2 2026-11-22T20:30:00Z\n"));

        // then
        TorList list = Objects.requireNonNull(feed.current());
        assertThat(list.version()).isEqualTo(4);
        assertThat(list.refreshedAt()).isEqualTo(NOW);
        assertThat(list.exits().text()).isEqualTo("192.0.2.2 2026-11-22T20:30:00Z\n");
        assertThat(feed.size()).isOne();
    }

    @Test
    void aDamagedSnapshotChangesNothing() {
        // given
        feed.load(new FeedSnapshot(3, NOW, "192.0.2.1 2026-11-22T20:00:00Z\n"));

        // then
        assertThatThrownBy(() -> feed.load(new FeedSnapshot(4, NOW, "192.0.2.2\n")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Objects.requireNonNull(feed.current()).version()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,          FRESH",
        "PT24H,         FRESH",
        "PT24H0.001S,   STALE",
        "P7D,           STALE",
        "P7DT0.001S,    EXPIRED",
        "P700D,         EXPIRED",
    })
    void theListGrowsOld(Duration age, FeedState state) {
        // given
        feed.load(new FeedSnapshot(3, NOW, ""));

        // then
        assertThat(feed.state(feed.current(), NOW.plus(age))).isEqualTo(state);

        // when
        feed.confirm(NOW.plus(age));

        // then
        assertThat(feed.state(feed.current(), NOW.plus(age))).isEqualTo(FeedState.FRESH);
    }

    private Merged merge(@Nullable String before, Instant now, SourceContent... contents) {
        return feed.merge(List.of(contents), before, now).await().atMost(Duration.ofSeconds(1));
    }

    private static SourceContent content(FeedSource source, Instant confirmedAt, String content) {
        return new SourceContent(source, content, confirmedAt);
    }

    private static FeedSource source(String url) {
        return FeedSource.parse(List.of(url)).get(0);
    }

    private static String lines(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i + "\n").collect(Collectors.joining());
    }
}
