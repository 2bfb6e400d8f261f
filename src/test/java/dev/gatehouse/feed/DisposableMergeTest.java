package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.feed.DisposableMerge.Listed;
import dev.gatehouse.feed.FeedSource.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisposableMergeTest {
    private static final String BUNDLE =
            "=block\nbundled.com\nm.com\n=suspect\nperhaps.com\nrather.com\n=relay\nduck.com\n";

    private static final Invariants INVARIANTS = Invariants.load();

    @Test
    void withoutSourcesTheBundledSnapshotIsInForce() {
        assertThat(merged(0))
                .containsExactly(
                        "bundled.com block 0", "m.com block 0", "perhaps.com suspect 0", "rather.com suspect 0");
    }

    @Test
    void aCollectorBlocksAlone() {
        assertThat(merged(0, collector("a.com\nm.com\nperhaps.com\n")))
                .containsExactly(
                        "a.com block 1",
                        "bundled.com block 0",
                        "m.com block 1",
                        "perhaps.com block 1",
                        "rather.com suspect 0");
    }

    @Test
    void aggregatorsBlockWhereAllAgree() {
        assertThat(merged(2, aggregator("both.com\none.com\n"), aggregator("both.com\nother.com\n")))
                .contains("both.com block 2", "one.com suspect 1", "other.com suspect 1");
    }

    @Test
    void anAggregatorThatNeverAnsweredHasNotAgreed() {
        assertThat(merged(3, aggregator("both.com\n"), aggregator("both.com\n")))
                .contains("both.com suspect 2");
    }

    @Test
    void oneAggregatorAgreesWithNobody() {
        assertThat(merged(1, aggregator("one.com\nbundled.com\n")))
                .contains("one.com suspect 1", "bundled.com block 1");
    }

    @Test
    void aCollectorsWordCountsBesideAnAggregators() {
        assertThat(merged(2, collector("one.com\n"), aggregator("one.com\n"), aggregator("x.com\n")))
                .contains("one.com block 2", "x.com suspect 1");
    }

    @Test
    void invariantsAndRelaysAreNeverBlockedAndCounted() {
        DisposableMerge merge = merge(
                0,
                Set.of("agency.example.com"),
                collector(
                        """
                        agency.example.com
                        co.uk
                        document.cookie
                        duck.com
                        fastmail.com
                        google.com
                        mail.google.com
                        my.duck.com
                        nus.edu.sg
                        ox.ac.uk
                        trash.com
                        uk.com
                        """));

        assertThat(all(merge)).contains("trash.com block 1").hasSize(5);
        assertThat(merge.dropped())
                .isEqualTo(Map.of(
                        "own-clients", 1,
                        "public-suffix", 2,
                        "unknown-top-level", 1,
                        "relay", 2,
                        "provider", 1,
                        "company", 2,
                        "institution", 2));
    }

    @Test
    void aNameBelowAPublicSuffixIsNone() {
        assertThat(merged(0, collector("trash.uk.com\n"))).contains("trash.uk.com block 1");
    }

    @Test
    void theInvariantsHoldNoneOfTheBundledDomains() {
        String bundle = new String(BundledSnapshot.bytes(), StandardCharsets.US_ASCII);
        SortedNames names = SortedNames.of(bundle, DomainClass.BLOCK);
        int count = 0;
        for (String name = names.current(); name != null; name = names.current()) {
            assertThat(INVARIANTS.reason(name)).as(name).isNull();
            names.passIf(name);
            count++;
        }
        assertThat(count).isGreaterThan(170_000);
    }

    private static List<String> merged(int aggregators, SourceContent... contents) {
        return all(merge(aggregators, Set.of(), contents));
    }

    private static DisposableMerge merge(int aggregators, Set<String> own, SourceContent... contents) {
        return new DisposableMerge(BUNDLE, List.of(contents), aggregators, own, INVARIANTS);
    }

    private static List<String> all(DisposableMerge merge) {
        List<String> all = new ArrayList<>();
        for (Listed listed = merge.next(); listed != null; listed = merge.next()) {
            all.add(listed.name() + ' ' + listed.kind().code() + ' ' + listed.sources());
        }
        return all;
    }

    private static SourceContent collector(String names) {
        return content(Kind.COLLECTOR, names);
    }

    private static SourceContent aggregator(String names) {
        return content(Kind.AGGREGATOR, names);
    }

    private static SourceContent content(Kind kind, String names) {
        return new SourceContent(
                new FeedSource(kind, "https://lists.example/" + names.hashCode()), names, Instant.EPOCH);
    }
}
