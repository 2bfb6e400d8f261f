package dev.gatehouse.feed;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of data that is renewed. It says where the data comes from and what it means; the engine fetches,
 * guards, stores, and brings a new snapshot into force on every node. A feed is a CDI bean and is found by being one.
 *
 * <p>What is fetched and what is kept are texts. A source's <em>content</em> is what {@link #parse} made of its body, a
 * <em>snapshot</em> what {@link #merge} made of all contents; both in a form that the feed chooses and reads again itself,
 * perhaps in a newer version of the service.
 */
public interface Feed {
    /** The stable name in the API, in metrics and in the database, such as {@code tor-exits}. */
    String id();

    /** Where the data comes from; empty: nothing is fetched. The order is that of the settings. */
    List<FeedSource> sources();

    /** How often the sources are asked. */
    Duration refresh();

    /** How old the data may grow. */
    FeedAges ages();

    /**
     * Reads what a source sent. Runs on a worker thread. Decides nothing about sizes: that is the engine's.
     *
     * @param body as it came, without a byte order mark
     * @throws UnreadableSourceException if it is nothing that this feed reads
     */
    Parsed parse(FeedSource source, String body);

    /**
     * Makes the next snapshot of what the configured sources said last, each whenever that was: a source that failed now is
     * there with what it said before. Subscribed to on a worker thread. The same input makes the same snapshot, so that
     * nothing is stored when nothing has changed.
     *
     * @param contents in the order of the sources; those that never gave anything are missing; not empty
     * @param before the snapshot before, or {@code null}; fails with an {@link IllegalArgumentException} if that is no
     *     snapshot of this feed, and is called again without it
     * @param now when the refresh began
     */
    Uni<Merged> merge(List<SourceContent> contents, @Nullable String before, Instant now);

    /**
     * Brings a snapshot into force: makes the index and swaps it whole. Runs on a worker thread, on every node, also after
     * a start.
     *
     * @throws IllegalArgumentException if it is no snapshot of this feed; what was in force stays
     */
    void load(FeedSnapshot snapshot);

    /** The sources were asked again and gave the snapshot that is in force. */
    void confirm(Instant refreshedAt);

    /** How many entries are in force on this node; 0: none. */
    int size();

    /** Fewer entries than this on a node raise an alarm. */
    default int least() {
        return 1;
    }

    /** Keeps a history, if the feed has one. Called on the refreshing node once a new snapshot is stored. */
    default Uni<Void> archive(List<SourceContent> contents, String snapshot, Instant now) {
        return Uni.createFrom().voidItem();
    }
}
