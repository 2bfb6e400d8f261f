package dev.gatehouse.link;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who looks for accounts that belong to it.
 *
 * @param accountId the account; it need not be there yet
 * @param since when it registered; by default only accounts that were there before are found
 * @param identifiers what it brings, at most one of a kind; a mailbox or phone only if it has proven it
 */
public record Seeker(UUID accountId, Instant since, List<Identifier> identifiers) {
    /** Keeps a copy. */
    public Seeker {
        identifiers = List.copyOf(identifiers);
    }
}
