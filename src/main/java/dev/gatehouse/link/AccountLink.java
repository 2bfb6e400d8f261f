package dev.gatehouse.link;

import java.time.Instant;
import java.util.UUID;

/**
 * A link to another account, as it was kept.
 *
 * @param accountId the other account
 * @param kind what both share
 * @param weight what it weighed when it was found
 * @param since when it was found first
 */
public record AccountLink(UUID accountId, LinkKind kind, int weight, Instant since) {}
