package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.account.ClientDomains;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another node, with sources, refreshes the feed; the running service, which has none, is the node that follows. */
@QuarkusTest
class DisposableRefreshTest {
    @Inject
    DisposableDomainsFeed here;

    @Inject
    DisposableHistory history;

    @Inject
    ClientDomains clients;

    @Inject
    FeedStore store;

    @Inject
    FeedMetrics metrics;

    @Inject
    Database database;

    @Inject
    Ids ids;

    @Inject
    MovableClock clock;

    @Inject
    Vertx vertx;

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final String trash = "trash-" + tag + ".com";
    private final String doubtful = "doubtful-" + tag + ".com";
    private final ListServer collector = ListServer.serving(trash + "\ngoogle.com\nox.ac.uk\nmozmail.com\n");
    private final ListServer aggregator = ListServer.serving("[\"" + doubtful + "\",\"müll-" + tag + ".de\"]");

    @AfterEach
    void stop() {
        collector.close();
        aggregator.close();
    }

    @Test
    void whatSourcesSayComesOnTopOfTheBundledSnapshotOnEveryNode() {
        FeedEngine engine = node();

        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.RENEWED);

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> here.current().domains().classify("x." + trash) == DomainClass.BLOCK);
        assertThat(here.current().domains().classify(doubtful)).isEqualTo(DomainClass.SUSPECT);
        assertThat(here.current().domains().classify("MÜLL-" + tag + ".de")).isEqualTo(DomainClass.SUSPECT);
        assertThat(here.current().domains().classify("mailinator.com")).isEqualTo(DomainClass.BLOCK);
        assertThat(here.current().domains().classify("google.com")).isEqualTo(DomainClass.NONE);
        assertThat(here.current().domains().classify("ox.ac.uk")).isEqualTo(DomainClass.NONE);
        assertThat(here.current().domains().classify("mozmail.com")).isEqualTo(DomainClass.RELAY);
        assertThat(here.current().domains().count(DomainClass.BLOCK)).isGreaterThan(170_000);
        assertThat(history(trash)).containsExactly("block", "1", "true");
        assertThat(history("mailinator.com")).containsExactly("block", "0", "true");

        // Gone from its source, it is history.
        collector.serve("google.com\nother-" + trash + "\n");
        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.RENEWED);
        assertThat(history(trash)).containsExactly("block", "1", "false");
        assertThat(history("other-" + trash)).containsExactly("block", "1", "true");

        // And back again.
        collector.serve("google.com\n" + trash + "\n");
        assertThat(refresh(engine)).isEqualTo(RefreshOutcome.RENEWED);
        assertThat(history(trash)).containsExactly("block", "1", "true");
    }

    private List<String> history(String domain) {
        Row row = await(database.client()
                        .preparedQuery("select class, sources, last_seen is null as here from disposable_domain"
                                + " where domain = $1")
                        .execute(Tuple.of(domain)))
                .iterator()
                .next();
        return List.of(
                row.getString("class"),
                row.getInteger("sources").toString(),
                row.getBoolean("here").toString());
    }

    private FeedEngine node() {
        DisposableSettings settings = new Sources(
                List.of("collector|" + collector.url(), "aggregator|" + aggregator.url()), Duration.ofHours(6));
        DisposableDomainsFeed there = new DisposableDomainsFeed(BundledSnapshot.load());
        Feed feed = new DisposableDomainsSources(there, history, clients, settings);
        FeedSettings limits = TestFeedSettings.DEFAULT;
        FeedRefresh refresh = new FeedRefresh(store, new SourceFetcher(vertx, limits), limits, metrics, clock);
        return new FeedEngine(List.of(feed), store, refresh, metrics, ids, clock);
    }

    private record Sources(List<String> urls, Duration refresh) implements DisposableSettings {
        @Override
        public Optional<List<String>> sources() {
            return Optional.of(urls);
        }

        @Override
        public int ownClients() {
            return 20;
        }

        @Override
        public int least() {
            return 170_000;
        }
    }

    private static RefreshOutcome refresh(FeedEngine engine) {
        return await(Objects.requireNonNull(engine.refresh("disposable-domains")));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofMinutes(2));
    }
}
