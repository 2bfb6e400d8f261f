package dev.gatehouse.link;

import java.util.UUID;

/**
 * Something that another account has in common with the one at hand.
 *
 * @param accountId the other account
 * @param kind what both share
 */
public record SharedIdentifier(UUID accountId, LinkKind kind) {}
