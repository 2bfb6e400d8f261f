package dev.gatehouse.feed.tor;

import dev.gatehouse.feed.Feed;
import dev.gatehouse.feed.FeedAges;
import dev.gatehouse.feed.FeedSnapshot;
import dev.gatehouse.feed.FeedSource;
import dev.gatehouse.feed.FeedState;
import dev.gatehouse.feed.Merged;
import dev.gatehouse.feed.Parsed;
import dev.gatehouse.feed.SourceContent;
import dev.gatehouse.platform.web.ClientAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The feed {@code tor-exits}. Nothing is bundled, since yesterday's exits are of no use: a new installation has no list
 * until its first refresh, which starts with the service. In force is the union of the sources.
 */
@Singleton
public final class TorExitsFeed implements Feed {
    /** After a day without a refresh the list is stale; after a week most of it is wrong. */
    private static final FeedAges AGES = new FeedAges(Duration.ofDays(1), Duration.ofDays(7));

    /** How long an address stays after it was last listed: relays come and go, and so do entries of the lists. */
    private static final Duration KEPT = Duration.ofDays(2);

    private final TorSettings settings;
    private final List<FeedSource> sources;
    private volatile @Nullable TorList current;

    TorExitsFeed(TorSettings settings) {
        this.settings = settings;
        this.sources = FeedSource.parse(settings.sources());
    }

    @Override
    public String id() {
        return "tor-exits";
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
        return AGES;
    }

    @Override
    public Parsed parse(FeedSource source, String body) {
        Listing listing = TorDocument.read(body);
        return new Parsed(
                listing.exits().stream().map(ClientAddress::text).sorted().collect(Collectors.joining("\n")),
                listing.exits().size(),
                listing.malformed(),
                Sentinels.in(listing),
                Map.of("not-global", listing.foreign()));
    }

    /** An address that a source no longer lists, and one of a source that no longer answers, stay for {@link #KEPT}. */
    @Override
    public Uni<Merged> merge(List<SourceContent> contents, @Nullable String before, Instant now) {
        return Uni.createFrom().item(() -> {
            TorExits exits = before == null ? TorExits.NONE : TorExits.parse(before);
            for (SourceContent source : contents) {
                exits = exits.and(addresses(source.content()), source.confirmedAt());
            }
            TorExits kept = exits.since(now.minus(KEPT));
            return new Merged(kept.text(), kept.size(), Map.of());
        });
    }

    @Override
    public void load(FeedSnapshot snapshot) {
        current = new TorList(TorExits.parse(snapshot.content()), snapshot.version(), snapshot.refreshedAt());
    }

    @Override
    public void confirm(Instant refreshedAt) {
        TorList list = current;
        if (list != null) {
            current = new TorList(list.exits(), list.version(), refreshedAt);
        }
    }

    @Override
    public int size() {
        TorList list = current;
        return list == null ? 0 : list.exits().size();
    }

    /** The list in force, however old; {@code null}: none yet. Read from memory, never blocks. */
    public @Nullable TorList current() {
        return current;
    }

    /** How that list, as it was read by {@link #current()}, stands at that time. */
    public FeedState state(@Nullable TorList list, Instant now) {
        return AGES.state(list != null, list == null ? null : list.refreshedAt(), now);
    }

    private static List<ClientAddress> addresses(String content) {
        return content.lines()
                .map(line -> Objects.requireNonNull(ClientAddress.parse(line), "not an address"))
                .toList();
    }
}
