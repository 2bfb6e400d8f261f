package dev.gatehouse.feed;

import dev.gatehouse.feed.FeedStore.Packed;
import dev.gatehouse.feed.FeedStore.Renewal;
import dev.gatehouse.feed.FeedStore.Result;
import dev.gatehouse.feed.SourceFailure.Reason;
import dev.gatehouse.feed.SourceFetcher.Validators;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One refresh of one feed, from the claim of its lease to the stored snapshot. A source that fails or is not believed keeps
 * what it gave before.
 */
@ApplicationScoped
class FeedRefresh {
    private static final Logger LOG = Logger.getLogger(FeedRefresh.class);

    /** How many sources are asked at a time: what they send is in memory then. */
    private static final int AT_A_TIME = 2;

    private static final Duration TO_MERGE_AND_STORE = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofMinutes(5);

    /** While there is nothing at all: what needs the data has to wait for it. */
    private static final Duration RETRY_FIRST = Duration.ofSeconds(30);

    private final FeedStore store;
    private final SourceFetcher fetcher;
    private final FeedSettings settings;
    private final SourceGuard guard;
    private final FeedMetrics metrics;
    private final Clock clock;

    FeedRefresh(FeedStore store, SourceFetcher fetcher, FeedSettings settings, FeedMetrics metrics, Clock clock) {
        this.store = store;
        this.fetcher = fetcher;
        this.settings = settings;
        this.guard = new SourceGuard(settings);
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What asking a source came to. */
    private record Asked(
            FeedSource source, SourceState state, Map<String, Integer> dropped, @Nullable SourceFailure failure) {}

    /** A merged snapshot beside the one before. */
    private record Merge(List<SourceContent> contents, Merged merged, long versionBefore, boolean changed) {}

    /**
     * Refreshes the feed.
     *
     * @param owner of the lease; another one for each refresh
     * @param forced also if it is not due
     */
    Uni<RefreshOutcome> run(Feed feed, UUID owner, boolean forced) {
        if (feed.sources().isEmpty()) {
            return Uni.createFrom().item(RefreshOutcome.UNCHANGED);
        }
        Instant now = clock.instant();
        return store.claim(feed.id(), owner, now, now.plus(lease(feed)), forced)
                .flatMap(claimed -> claimed
                        ? refresh(feed, owner, now)
                                // What is under way for longer than its lease can no longer be stored.
                                .ifNoItem()
                                .after(lease(feed))
                                .fail()
                                .invoke(outcome -> metrics.refreshed(feed, outcome))
                                .onFailure()
                                .call(failure -> giveUp(feed, owner))
                        : Uni.createFrom().item(RefreshOutcome.SKIPPED));
    }

    private Uni<?> giveUp(Feed feed, UUID owner) {
        metrics.refreshed(feed, RefreshOutcome.FAILED);
        // If that fails too, the lease ends by itself.
        return store.release(feed.id(), owner, soon(feed)).onFailure().recoverWithNull();
    }

    private Duration lease(Feed feed) {
        int rounds = (feed.sources().size() + AT_A_TIME - 1) / AT_A_TIME;
        return settings.timeout().multipliedBy(rounds).plus(TO_MERGE_AND_STORE);
    }

    private Instant soon(Feed feed) {
        Duration retry = feed.size() == 0 ? RETRY_FIRST : RETRY;
        return clock.instant().plus(feed.refresh().compareTo(retry) < 0 ? feed.refresh() : retry);
    }

    private Uni<RefreshOutcome> refresh(Feed feed, UUID owner, Instant now) {
        return store.sources(feed.id())
                .flatMap(known -> askAll(feed, known, now))
                .flatMap(asked -> asked.stream().allMatch(one -> one.failure() != null)
                        ? finishWithout(feed, owner, asked)
                        : merge(feed, asked, now).flatMap(merge -> finish(feed, owner, asked, merge, now)));
    }

    private Uni<List<Asked>> askAll(Feed feed, List<SourceState> known, Instant now) {
        Map<String, SourceState> states =
                known.stream().collect(Collectors.toMap(SourceState::url, Function.identity()));
        return Multi.createFrom()
                .iterable(feed.sources())
                .onItem()
                .transformToUni(source ->
                        ask(feed, source, states.getOrDefault(source.url(), SourceState.unknown(source.url())), now))
                .merge(AT_A_TIME)
                .collect()
                .asList()
                .map(asked -> inOrder(feed, asked));
    }

    private static List<Asked> inOrder(Feed feed, List<Asked> asked) {
        List<Asked> ordered = new ArrayList<>(asked);
        ordered.sort((one, other) -> Integer.compare(
                feed.sources().indexOf(one.source()), feed.sources().indexOf(other.source())));
        return ordered;
    }

    private Uni<Asked> ask(Feed feed, FeedSource source, SourceState before, Instant now) {
        Validators validators = before.packed() == null ? Validators.NONE : before.validators();
        return fetcher.fetch(source.url(), validators)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(fetched -> taken(feed, source, before, fetched, now))
                .onFailure(SourceFailure.class)
                .recoverWithItem(failure -> failed(feed, source, before, failure, now));
    }

    private Asked taken(Feed feed, FeedSource source, SourceState before, Fetched fetched, Instant now) {
        if (!(fetched instanceof Fetched.Changed changed)) {
            return new Asked(source, before.confirmed(now), Map.of(), null);
        }
        Parsed parsed = parse(feed, source, text(changed.body()));
        guard.check(parsed, before.packed() == null ? null : before.size());
        SourceState renewed = before.renewed(
                new Validators(changed.etag(), changed.lastModified()),
                Buffer.buffer(Packing.pack(parsed.content())),
                parsed.size(),
                now);
        return new Asked(source, renewed, parsed.dropped(), null);
    }

    private static Parsed parse(Feed feed, FeedSource source, String body) {
        try {
            return feed.parse(source, body);
        } catch (UnreadableSourceException e) {
            throw new SourceFailure(Reason.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static String text(Buffer body) {
        String text = body.toString(StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Asked failed(Feed feed, FeedSource source, SourceState before, SourceFailure failure, Instant now) {
        metrics.failed(feed, failure);
        LOG.warnf("feed=%s source=%s %s, what it gave before stays", feed.id(), name(source), failure.detail());
        return new Asked(source, before.failed(failure.detail(), now), Map.of(), failure);
    }

    /** The address without what may be a secret. */
    private static String name(FeedSource source) {
        URI url = URI.create(source.url());
        return url.getHost() + url.getPath();
    }

    private Uni<Merge> merge(Feed feed, List<Asked> asked, Instant now) {
        return store.snapshot(feed.id())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(packed -> merge(feed, asked, packed, now));
    }

    private static Uni<Merge> merge(Feed feed, List<Asked> asked, @Nullable Packed packed, Instant now) {
        List<SourceContent> contents = new ArrayList<>();
        for (Asked one : asked) {
            SourceState state = one.state();
            if (state.packed() != null && state.lastSuccessAt() != null) {
                contents.add(new SourceContent(
                        one.source(), Packing.unpack(state.packed().getBytes()), state.lastSuccessAt()));
            }
        }
        if (packed == null) {
            return merge(feed, contents, null, 0, now);
        }
        return Uni.createFrom()
                .item(() -> Packing.unpack(packed.content().getBytes()))
                .flatMap(before -> merge(feed, contents, before, packed.version(), now))
                .onFailure(IllegalArgumentException.class)
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "feed=%s version=%d is no snapshot, the next is made without it",
                            feed.id(), packed.version());
                    return merge(feed, contents, null, packed.version(), now);
                });
    }

    private static Uni<Merge> merge(
            Feed feed, List<SourceContent> contents, @Nullable String before, long version, Instant now) {
        return feed.merge(contents, before, now)
                .map(merged ->
                        new Merge(contents, merged, version, !merged.snapshot().equals(before)));
    }

    private Uni<RefreshOutcome> finish(Feed feed, UUID owner, List<Asked> asked, Merge merge, Instant now) {
        Merged merged = merge.merged();
        metrics.dropped(feed, dropped(asked, merged));
        long version = merge.versionBefore() + (merge.changed() ? 1 : 0);
        Result result = new Result(states(asked), now, version, merge.changed() ? renewal(merged, now) : null);
        return store.finish(feed.id(), owner, clock.instant().plus(feed.refresh()), result)
                .flatMap(stored -> {
                    if (!stored) {
                        LOG.warnf("feed=%s took longer than its lease, nothing is stored", feed.id());
                        return Uni.createFrom().item(RefreshOutcome.SKIPPED);
                    }
                    LOG.infof(
                            "feed=%s version=%d size=%d sources=%d changed=%s",
                            feed.id(), version, merged.size(), merge.contents().size(), merge.changed());
                    return merge.changed()
                            ? archive(feed, merge, now).replaceWith(RefreshOutcome.RENEWED)
                            : Uni.createFrom().item(RefreshOutcome.UNCHANGED);
                });
    }

    private static Map<String, Integer> dropped(List<Asked> asked, Merged merged) {
        Map<String, Integer> dropped = new HashMap<>(merged.dropped());
        asked.forEach(one -> one.dropped().forEach((reason, count) -> dropped.merge(reason, count, Integer::sum)));
        return dropped;
    }

    private static Renewal renewal(Merged merged, Instant now) {
        return new Renewal(merged.size(), Buffer.buffer(Packing.pack(merged.snapshot())), now);
    }

    /** The history is put right by the next change if it cannot be written now. */
    private static Uni<Void> archive(Feed feed, Merge merge, Instant now) {
        return feed.archive(merge.contents(), merge.merged().snapshot(), now)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "feed=%s history failed: %s",
                        feed.id(), failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<RefreshOutcome> finishWithout(Feed feed, UUID owner, List<Asked> asked) {
        boolean rejected = asked.stream()
                .map(Asked::failure)
                .anyMatch(failure -> failure != null && failure.reason().isRejection());
        RefreshOutcome outcome = rejected ? RefreshOutcome.REJECTED : RefreshOutcome.FAILED;
        return store.snapshot(feed.id())
                .map(packed -> new Result(states(asked), null, packed == null ? 0 : packed.version(), null))
                .flatMap(result -> store.finish(feed.id(), owner, soon(feed), result))
                .replaceWith(outcome);
    }

    private static List<SourceState> states(List<Asked> asked) {
        return asked.stream().map(Asked::state).toList();
    }
}
