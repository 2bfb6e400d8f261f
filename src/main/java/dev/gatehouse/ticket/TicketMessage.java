package dev.gatehouse.ticket;

import java.time.Instant;
import java.util.UUID;

/**
 * What was said in a ticket.
 *
 * @param actor who said it, as in the audit log
 */
record TicketMessage(UUID id, UUID ticketId, Author author, String actor, String text, Instant createdAt) {
    @Override
    public String toString() {
        return "TicketMessage[" + id + ']';
    }
}
