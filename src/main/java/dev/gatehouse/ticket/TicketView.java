package dev.gatehouse.ticket;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as its owner sees it.
 *
 * @param number what people call it by
 * @param closedAt absent while it is open
 */
@Schema(name = "Ticket")
public record TicketView(
        UUID id,
        @Schema(examples = "1001", description = "What people call it by") long number,
        @Schema(examples = "sms_not_received") Topic topic,
        @Schema(examples = "open") TicketStatus status,
        Instant createdAt,
        @Nullable Instant closedAt,
        Instant lastMessageAt,
        @Schema(examples = "client") Author lastMessageBy) {
    static TicketView of(Ticket ticket) {
        return new TicketView(
                ticket.id(),
                ticket.number(),
                ticket.topic(),
                ticket.status(),
                ticket.createdAt(),
                ticket.closedAt(),
                ticket.lastMessageAt(),
                ticket.lastMessageBy());
    }
}
