package dev.gatehouse.feed;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A feed of words, as one node has it: what is in force is the union of its sources. */
final class WordsFeed implements Feed {
    private final String id;
    private final List<FeedSource> sources;
    private volatile List<String> words = List.of();
    private volatile @Nullable Instant confirmedAt;

    WordsFeed(String id, String... urls) {
        this.id = id;
        this.sources = FeedSource.parse(List.of(urls));
    }

    /** The same feed on another node. */
    WordsFeed elsewhere() {
        return new WordsFeed(id, sources.stream().map(FeedSource::url).toArray(String[]::new));
    }

    List<String> words() {
        return words;
    }

    @Nullable Instant confirmedAt() {
        return confirmedAt;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<FeedSource> sources() {
        return sources;
    }

    @Override
    public Duration refresh() {
        return Duration.ofHours(6);
    }

    @Override
    public FeedAges ages() {
        return new FeedAges(Duration.ofDays(1), Duration.ofDays(7));
    }

    @Override
    public Parsed parse(FeedSource source, String body) {
        if (body.startsWith("{")) {
            throw new UnreadableSourceException("broken JSON");
        }
        List<String> lines = body.lines().toList();
        List<String> good =
                lines.stream().filter(line -> line.matches("[a-z0-9]+")).toList();
        return new Parsed(
                String.join("\n", good),
                good.size(),
                lines.size() - good.size(),
                good.contains("poison") ? "poison" : null,
                Map.of());
    }

    @Override
    public Uni<Merged> merge(List<SourceContent> contents, @Nullable String before, Instant now) {
        if (before != null && before.contains("unloadable")) {
            return Uni.createFrom().failure(new IllegalArgumentException("no words"));
        }
        TreeSet<String> all = new TreeSet<>();
        contents.forEach(content -> all.addAll(content.content().lines().toList()));
        return Uni.createFrom().item(new Merged(String.join("\n", all), all.size(), Map.of()));
    }

    @Override
    public void load(FeedSnapshot snapshot) {
        if (snapshot.content().contains("unloadable")) {
            throw new IllegalArgumentException("no words");
        }
        words = snapshot.content().lines().toList();
    }

    @Override
    public void confirm(Instant refreshedAt) {
        confirmedAt = refreshedAt;
    }

    @Override
    public int size() {
        return words.size();
    }
}
