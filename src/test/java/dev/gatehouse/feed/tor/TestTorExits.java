package dev.gatehouse.feed.tor;

import dev.gatehouse.feed.FeedSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Feeds for tests. */
public final class TestTorExits {
    private TestTorExits() {}

    private record Fixed(List<String> sources, Duration refresh) implements TorSettings {}

    /** A feed that has no list yet. */
    public static TorExitsFeed absent() {
        return new TorExitsFeed(new Fixed(List.of("https://lists.example/bulk"), Duration.ofMinutes(30)));
    }

    /** A feed that was refreshed at that time, in version 7, with exits last listed at the other. */
    public static TorExitsFeed feed(Instant refreshedAt, Instant lastListed, String... exits) {
        TorExitsFeed feed = absent();
        String content =
                Stream.of(exits).map(exit -> exit + " " + lastListed + "\n").collect(Collectors.joining());
        feed.load(new FeedSnapshot(7, refreshedAt, content));
        return feed;
    }
}
