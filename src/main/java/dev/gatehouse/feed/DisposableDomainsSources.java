package dev.gatehouse.feed;

import dev.gatehouse.account.ClientDomains;
import dev.gatehouse.feed.DisposableDomainsFeed.InForce;
import dev.gatehouse.feed.DisposableMerge.Listed;
import dev.gatehouse.feed.FeedSource.Kind;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code disposable-domains}: the lists that are fetched at run time, on top of the bundled snapshot. A setting that cannot
 * be read stops the start.
 */
@Startup
@Singleton
public final class DisposableDomainsSources implements Feed {
    private static final Logger LOG = Logger.getLogger(DisposableDomainsSources.class);

    /** Misses that make a list old: its data changes slowly. */
    private static final int FRESH_REFRESHES = 4;

    private final DisposableDomainsFeed feed;
    private final DisposableHistory history;
    private final ClientDomains clients;
    private final DisposableSettings settings;
    private final List<FeedSource> sources;

    DisposableDomainsSources(
            DisposableDomainsFeed feed, DisposableHistory history, ClientDomains clients, DisposableSettings settings) {
        this.feed = feed;
        this.history = history;
        this.clients = clients;
        this.settings = settings;
        this.sources = FeedSource.parse(settings.sources().orElse(List.of()));
    }

    @Override
    public String id() {
        return "disposable-domains";
    }

    @Override
    public List<FeedSource> sources() {
        return sources;
    }

    @Override
    public Duration refresh() {
        return settings.refresh();
    }

    @Override
    public FeedAges ages() {
        return new FeedAges(settings.refresh().multipliedBy(FRESH_REFRESHES), null);
    }

    @Override
    public Parsed parse(FeedSource source, String body) {
        return DomainList.parse(body);
    }

    @Override
    public Uni<Merged> merge(List<SourceContent> contents, @Nullable String before, Instant now) {
        return joined(contents, now).map(DisposableDomainsSources::merged);
    }

    @Override
    public Uni<Void> archive(List<SourceContent> contents, String snapshot, Instant now) {
        return joined(contents, now).flatMap(merge -> history.record(merge::next, now));
    }

    private Uni<DisposableMerge> joined(List<SourceContent> contents, Instant now) {
        return clients.ofMany(settings.ownClients(), now)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(own -> join(contents, own));
    }

    private DisposableMerge join(List<SourceContent> contents, Set<String> own) {
        int aggregators = (int) sources.stream()
                .filter(source -> source.kind() == Kind.AGGREGATOR)
                .count();
        return new DisposableMerge(BundledSnapshot.index().text(), contents, aggregators, own, Invariants.load());
    }

    private static Merged merged(DisposableMerge merge) {
        StringBuilder block = new StringBuilder("=block\n");
        StringBuilder suspect = new StringBuilder("=suspect\n");
        int size = 0;
        for (Listed listed = merge.next(); listed != null; listed = merge.next()) {
            StringBuilder section = listed.kind() == DomainClass.BLOCK ? block : suspect;
            section.append(listed.name()).append('\n');
            size++;
        }
        block.append(suspect).append("=relay\n");
        merge.relays().forEach(name -> block.append(name).append('\n'));
        return new Merged(block.toString(), size, merge.dropped());
    }

    @Override
    public void load(FeedSnapshot snapshot) {
        DisposableDomains index = DisposableDomains.of(snapshot.content().getBytes(StandardCharsets.US_ASCII));
        feed.swap(new InForce(index, snapshot.version()));
        if (size() < least()) {
            LOG.warnf("feed=%s has only %d domains to block", id(), size());
        }
    }

    @Override
    public void confirm(Instant refreshedAt) {
        // Its age decides nothing.
    }

    /** Domains that are blocked. */
    @Override
    public int size() {
        return feed.current().domains().count(DomainClass.BLOCK);
    }

    @Override
    public int least() {
        return settings.least();
    }
}
