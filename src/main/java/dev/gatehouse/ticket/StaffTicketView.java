package dev.gatehouse.ticket;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as staff see it in a list.
 *
 * @param accountId absent where somebody wrote who could not sign in
 * @param contactEmail what such a person said; not proven
 */
@Schema(name = "StaffTicket")
public record StaffTicketView(
        UUID id,
        @Schema(examples = "1001", description = "What people call it by") long number,
        @Schema(examples = "sms_not_received") Topic topic,
        @Schema(examples = "open") TicketStatus status,
        @Nullable UUID accountId,
        @Nullable @Schema(examples = "anna@example.org", description = "Of somebody who could not sign in; not proven")
                String contactEmail,
        Instant createdAt,
        @Nullable Instant closedAt,
        Instant lastMessageAt,
        @Schema(examples = "client") Author lastMessageBy) {
    static StaffTicketView of(Ticket ticket) {
        return new StaffTicketView(
                ticket.id(),
                ticket.number(),
                ticket.topic(),
                ticket.status(),
                ticket.accountId(),
                ticket.contactEmail(),
                ticket.createdAt(),
                ticket.closedAt(),
                ticket.lastMessageAt(),
                ticket.lastMessageBy());
    }

    @Override
    public String toString() {
        return "StaffTicketView[" + id + ']';
    }
}
