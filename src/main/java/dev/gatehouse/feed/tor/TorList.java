package dev.gatehouse.feed.tor;

import java.time.Instant;

/**
 * The list in force.
 *
 * @param exits what it lists
 * @param version of the snapshot; the same on every node
 * @param refreshedAt when at least one source last confirmed it
 */
public record TorList(TorExits exits, long version, Instant refreshedAt) {}
