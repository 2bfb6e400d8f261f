package dev.gatehouse.link;

import java.util.UUID;

/**
 * Something that another account has in common with the one at hand.
 *
 * @param accountId the other account
 * @param kind what both share
 * @param shadow whether it is kept and shown but weighs nothing: both accounts were imported, and that existing clients
 *     share something is no news
 */
public record SharedIdentifier(UUID accountId, LinkKind kind, boolean shadow) {
    /** Something that counts. */
    public SharedIdentifier(UUID accountId, LinkKind kind) {
        this(accountId, kind, false);
    }
}
