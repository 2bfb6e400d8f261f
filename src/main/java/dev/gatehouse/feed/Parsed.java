package dev.gatehouse.feed;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source's body turned out to be; the engine's guards judge it.
 *
 * @param content what is kept of it; the same entries make the same content
 * @param size how many entries that is
 * @param unreadable how many lines or items were no entries
 * @param sentinel an entry that an honest list never has, or {@code null}
 * @param dropped how many entries were left out, by a short reason for the metrics
 */
public record Parsed(
        String content, int size, int unreadable, @Nullable String sentinel, Map<String, Integer> dropped) {
    /** Of a feed that has no sentinels and leaves nothing out. */
    public static Parsed of(String content, int size, int unreadable) {
        return new Parsed(content, size, unreadable, null, Map.of());
    }
}
