package dev.gatehouse.feed;

import java.time.Instant;

/**
 * What a source said last.
 *
 * @param content as {@link Feed#parse} made it
 * @param confirmedAt when the source last said so
 */
public record SourceContent(FeedSource source, String content, Instant confirmedAt) {}
