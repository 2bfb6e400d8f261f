package dev.gatehouse.feed;

import dev.gatehouse.feed.FeedStore.Packed;
import dev.gatehouse.feed.FeedStore.Standing;
import dev.gatehouse.platform.id.Ids;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the feeds renewed. Every few seconds a node looks at what is stored: a newer snapshot, whoever made it, is loaded
 * and swapped in; a feed that is due is refreshed by the first node that gets its lease. So every node has the same data
 * within seconds, and after a restart at once.
 */
@ApplicationScoped
public class FeedEngine {
    private static final Logger LOG = Logger.getLogger(FeedEngine.class);

    /** How long a node that has started waits for the first data of a feed, and no longer. */
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final List<Feed> feeds;
    private final FeedStore store;
    private final FeedRefresh refresh;
    private final Ids ids;
    private final Clock clock;
    private final Instant start;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
    private final Map<String, Long> unreadable = new ConcurrentHashMap<>();
    private final Map<String, Turn> running = new ConcurrentHashMap<>();
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean away = new AtomicBoolean();

    FeedEngine(@All List<Feed> feeds, FeedStore store, FeedRefresh refresh, FeedMetrics metrics, Ids ids, Clock clock) {
        this.feeds = List.copyOf(feeds);
        this.store = store;
        this.refresh = refresh;
        this.ids = ids;
        this.clock = clock;
        this.start = clock.instant();
        this.feeds.forEach(feed -> metrics.watch(feed, this::ageInSeconds, this::version));
    }

    /** A refresh on this node that has begun, or waits for the one before it. */
    private record Turn(UUID owner, Uni<RefreshOutcome> work, boolean forced, AtomicBoolean begun) {}

    /** The stored snapshot that is in force on this node. */
    private record Loaded(long version, Instant refreshedAt) {}

    /**
     * How a feed stands on this node.
     *
     * @param size entries in force
     * @param version of the stored snapshot in force; 0: what came with the package, or nothing
     * @param refreshedAt when its sources last confirmed it; {@code null}: never
     */
    public record FeedReport(
            String id,
            int size,
            long version,
            FeedState state,
            @Nullable Instant refreshedAt,
            List<SourceReport> sources) {}

    /**
     * How a source stands.
     *
     * @param size entries of what it gave last that was accepted
     * @param lastSuccessAt when it last gave or confirmed that; {@code null}: never
     * @param lastError what went wrong at the last attempt; {@code null}: nothing
     */
    public record SourceReport(String url, int size, @Nullable Instant lastSuccessAt, @Nullable String lastError) {}

    /** The first look comes at once: what is stored, and what there is none of yet, is wanted by the first request. */
    void onStart(@Observes StartupEvent event) {
        tick().subscribe()
                .with(
                        looked -> LOG.debug("feeds looked up for the first time"),
                        failure -> LOG.warnf(
                                "feeds cannot be looked up: %s",
                                failure.getClass().getName()));
    }

    @Scheduled(
            identity = "feeds",
            every = "{gatehouse.feeds.poll}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return reload().invoke(this::refreshDue).replaceWithVoid().onFailure().recoverWithUni(this::storeAway);
    }

    /** One WARN an outage; what is in force stays, and the next tick looks again. */
    private Uni<Void> storeAway(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            LOG.warnf("feeds cannot be looked up: %s", failure.getClass().getName());
        }
        return Uni.createFrom().voidItem();
    }

    /** Brings into force what is stored and newer; gives what is stored of each feed. */
    Uni<List<Standing>> reload() {
        return store.standings().call(standings -> {
            away.set(false);
            return Multi.createFrom()
                    .iterable(standings)
                    .onItem()
                    .transformToUniAndConcatenate(this::reload)
                    .collect()
                    .last();
        });
    }

    private Uni<Void> reload(Standing standing) {
        Feed feed = find(standing.feed());
        Loaded current = loaded.get(standing.feed());
        if (feed == null || standing.version() == 0 || standing.refreshedAt() == null) {
            return Uni.createFrom().voidItem();
        }
        if (current == null || current.version() < standing.version()) {
            return load(feed, standing.version());
        }
        confirm(feed, standing.version(), standing.refreshedAt());
        return Uni.createFrom().voidItem();
    }

    /** Of an older version that a look from before the swap has seen, nothing is taken. */
    private synchronized void confirm(Feed feed, long version, Instant refreshedAt) {
        Loaded current = loaded.get(feed.id());
        if (current != null
                && current.version() == version
                && current.refreshedAt().isBefore(refreshedAt)) {
            loaded.put(feed.id(), new Loaded(version, refreshedAt));
            feed.confirm(refreshedAt);
        }
    }

    private Uni<Void> load(Feed feed, long version) {
        if (unreadable.getOrDefault(feed.id(), 0L) == version) {
            return Uni.createFrom().voidItem();
        }
        return store.snapshot(feed.id())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(packed -> {
                    if (packed != null) {
                        swap(feed, packed);
                    }
                })
                .replaceWithVoid();
    }

    /** A tick and a refresh may load at once: the later version wins. */
    private synchronized void swap(Feed feed, Packed packed) {
        Loaded current = loaded.get(feed.id());
        if (current != null && current.version() >= packed.version()) {
            return;
        }
        try {
            feed.load(new FeedSnapshot(
                    packed.version(),
                    packed.refreshedAt(),
                    Packing.unpack(packed.content().getBytes())));
            loaded.put(feed.id(), new Loaded(packed.version(), packed.refreshedAt()));
            LOG.infof("feed=%s version=%d size=%d in force", feed.id(), packed.version(), feed.size());
        } catch (IllegalArgumentException e) {
            unreadable.put(feed.id(), packed.version());
            LOG.warnf("feed=%s version=%d is no snapshot, what is in force stays", feed.id(), packed.version());
        }
    }

    /** Begins what is due; nobody waits for it. */
    private void refreshDue(List<Standing> standings) {
        Instant now = clock.instant();
        for (Feed feed : feeds) {
            boolean due = standings.stream()
                    .filter(standing -> standing.feed().equals(feed.id()))
                    .map(Standing::nextAt)
                    .allMatch(next -> next == null || !next.isAfter(now));
            if (due && !feed.sources().isEmpty() && !running.containsKey(feed.id())) {
                begin(feed, false);
            }
        }
    }

    /**
     * Refreshes a feed now, due or not. A refresh that is under way on this node is waited for first, so that what a source
     * says from now on is seen; all who come meanwhile share the one after it. The refresh goes on if nobody waits for its
     * end any longer.
     *
     * @return {@code null} if there is no such feed
     */
    public @Nullable Uni<RefreshOutcome> refresh(String id) {
        Feed feed = find(id);
        return feed == null ? null : begin(feed, true);
    }

    private Uni<RefreshOutcome> begin(Feed feed, boolean forced) {
        UUID owner = ids.next();
        Turn turn = running.compute(
                feed.id(),
                (id, before) ->
                        before != null && before.forced() && !before.begun().get()
                                ? before
                                : next(feed, owner, forced, before));
        if (!turn.owner().equals(owner)) {
            return turn.work();
        }
        turn.work()
                .subscribe()
                .with(
                        outcome -> LOG.debugf("feed=%s refresh=%s", feed.id(), outcome.code()),
                        failure -> LOG.warnf(
                                "feed=%s refresh failed: %s",
                                feed.id(), failure.getClass().getName()));
        return turn.work();
    }

    private Turn next(Feed feed, UUID owner, boolean forced, @Nullable Turn before) {
        AtomicBoolean begun = new AtomicBoolean();
        Uni<RefreshOutcome> work = Uni.createFrom()
                .deferred(() -> {
                    begun.set(true);
                    return refresh.run(feed, owner, forced);
                })
                .call(outcome -> reload())
                .invoke(outcome -> {
                    if (outcome != RefreshOutcome.SKIPPED) {
                        tried.add(feed.id());
                    }
                });
        Uni<RefreshOutcome> inTurn =
                before == null ? work : before.work().onItemOrFailure().transformToUni((outcome, failure) -> work);
        Uni<RefreshOutcome> once = inTurn.onTermination()
                .invoke(() -> running.computeIfPresent(
                        feed.id(), (id, turn) -> turn.owner().equals(owner) ? null : turn))
                .memoize()
                .indefinitely();
        return new Turn(owner, once, forced, begun);
    }

    /** Every feed as it stands on this node. */
    public Uni<List<FeedReport>> report() {
        return Multi.createFrom()
                .iterable(feeds)
                .onItem()
                .transformToUniAndConcatenate(this::report)
                .collect()
                .asList();
    }

    /** One feed as it stands on this node; {@code null} if there is none of that name. */
    public Uni<@Nullable FeedReport> report(String id) {
        Feed feed = find(id);
        return feed == null ? Uni.createFrom().nullItem() : report(feed).map(report -> report);
    }

    private Uni<FeedReport> report(Feed feed) {
        return store.sourceStates(feed.id()).map(states -> {
            Loaded current = loaded.get(feed.id());
            return new FeedReport(
                    feed.id(),
                    feed.size(),
                    current == null ? 0 : current.version(),
                    state(feed),
                    current == null ? null : current.refreshedAt(),
                    feed.sources().stream()
                            .map(source -> report(source, states))
                            .toList());
        });
    }

    private static SourceReport report(FeedSource source, List<SourceState> states) {
        SourceState state = states.stream()
                .filter(known -> known.url().equals(source.url()))
                .findFirst()
                .orElse(SourceState.unknown(source.url()));
        return new SourceReport(source.url(), state.size(), state.lastSuccessAt(), state.lastError());
    }

    /** The feeds of this service. */
    List<Feed> feeds() {
        return feeds;
    }

    /**
     * Whether the first data of a feed that has none is still awaited. It ends with the first attempt, whatever became of
     * it, and some seconds after the start in any case.
     */
    boolean warmingUp(Feed feed) {
        return feed.size() == 0
                && !feed.sources().isEmpty()
                && !tried.contains(feed.id())
                && clock.instant().isBefore(start.plus(WARM_UP));
    }

    /** How a feed's data stands on this node. */
    FeedState state(Feed feed) {
        Loaded current = loaded.get(feed.id());
        return feed.ages().state(feed.size() > 0, current == null ? null : current.refreshedAt(), clock.instant());
    }

    private double ageInSeconds(Feed feed) {
        Loaded current = loaded.get(feed.id());
        return current == null
                ? Double.NaN
                : Duration.between(current.refreshedAt(), clock.instant()).toSeconds();
    }

    private double version(Feed feed) {
        Loaded current = loaded.get(feed.id());
        return current == null ? 0 : current.version();
    }

    private @Nullable Feed find(String id) {
        return feeds.stream().filter(feed -> feed.id().equals(id)).findFirst().orElse(null);
    }
}
