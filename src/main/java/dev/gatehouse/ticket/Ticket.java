package dev.gatehouse.ticket;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it stands in the database. Never on the wire: see {@link TicketView} and {@link StaffTicketView}.
 *
 * @param id UUIDv7
 * @param number what people call it by
 * @param accountId whose it is; {@code null} for somebody who could not sign in
 * @param contactEmail where such a person wants the answer; not proven
 * @param locale the language of such a person
 * @param closedAt when staff closed it; {@code null} while it is open
 */
record Ticket(
        UUID id,
        long number,
        @Nullable UUID accountId,
        @Nullable String contactEmail,
        @Nullable String locale,
        Topic topic,
        TicketStatus status,
        Instant createdAt,
        @Nullable Instant closedAt,
        Instant lastMessageAt,
        Author lastMessageBy) {

    /** The ticket after one more message; a client's opens it again. */
    Ticket after(Author author, Instant at) {
        boolean open = author == Author.CLIENT;
        return new Ticket(
                id,
                number,
                accountId,
                contactEmail,
                locale,
                topic,
                open ? TicketStatus.OPEN : status,
                createdAt,
                open ? null : closedAt,
                at,
                author);
    }

    /** The ticket once it is closed. */
    Ticket closed(Instant at) {
        return new Ticket(
                id,
                number,
                accountId,
                contactEmail,
                locale,
                topic,
                TicketStatus.CLOSED,
                createdAt,
                at,
                lastMessageAt,
                lastMessageBy);
    }

    @Override
    public String toString() {
        return "Ticket[" + id + ']';
    }
}
