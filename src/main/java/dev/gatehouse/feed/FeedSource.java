package dev.gatehouse.feed;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Where a feed's data comes from.
 *
 * @param kind what it may do alone, where the feed makes a difference
 * @param url http or https
 */
public record FeedSource(Kind kind, String url) {
    /** What a source may do alone. */
    public enum Kind {
        /** Collects itself: its word is enough. */
        COLLECTOR,
        /** Copies from others: it takes all of them. */
        AGGREGATOR
    }

    /** The setting that says that nothing is fetched. */
    private static final String NONE = "none";

    /**
     * Reads settings of the form {@code collector|URL}, {@code aggregator|URL} or a bare URL, which is a collector's.
     * The word {@code none} alone is the empty list.
     *
     * @throws IllegalArgumentException if one is none of these
     */
    public static List<FeedSource> parse(List<String> settings) {
        return settings.stream()
                .map(String::strip)
                .filter(setting -> !setting.isEmpty() && !setting.equalsIgnoreCase(NONE))
                .map(FeedSource::parse)
                .distinct()
                .toList();
    }

    private static FeedSource parse(String setting) {
        int bar = setting.indexOf('|');
        Kind kind = bar < 0 ? Kind.COLLECTOR : kind(setting.substring(0, bar).strip());
        URI url = URI.create(setting.substring(bar + 1).strip());
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("not an http address: " + url);
        }
        return new FeedSource(kind, url.toString());
    }

    private static Kind kind(String name) {
        return Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
