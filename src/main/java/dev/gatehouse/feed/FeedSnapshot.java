package dev.gatehouse.feed;

import java.time.Instant;

/**
 * A snapshot that was accepted.
 *
 * @param version counts up from 1
 * @param refreshedAt when the sources last confirmed it
 * @param content as {@link Feed#merge} made it
 */
public record FeedSnapshot(long version, Instant refreshedAt, String content) {}
