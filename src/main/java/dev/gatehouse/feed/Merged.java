package dev.gatehouse.feed;

import java.util.Map;

/**
 * The next snapshot.
 *
 * @param snapshot its text
 * @param size how many entries it has
 * @param dropped how many entries were left out, by a short reason for the metrics
 */
public record Merged(String snapshot, int size, Map<String, Integer> dropped) {}
