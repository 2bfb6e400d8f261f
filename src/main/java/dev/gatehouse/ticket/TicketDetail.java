package dev.gatehouse.ticket;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as its owner sees it, with what was said.
 *
 * @param messages the newest 200, the oldest of them first
 */
@Schema(name = "TicketDetail")
public record TicketDetail(
        UUID id,
        @Schema(examples = "1001", description = "What people call it by") long number,
        @Schema(examples = "sms_not_received") Topic topic,
        @Schema(examples = "open") TicketStatus status,
        Instant createdAt,
        @Nullable Instant closedAt,
        Instant lastMessageAt,
        @Schema(examples = "client") Author lastMessageBy,
        @Schema(description = "The newest 200, the oldest of them first") List<MessageView> messages) {
    static TicketDetail of(Ticket ticket, List<TicketMessage> messages) {
        return new TicketDetail(
                ticket.id(),
                ticket.number(),
                ticket.topic(),
                ticket.status(),
                ticket.createdAt(),
                ticket.closedAt(),
                ticket.lastMessageAt(),
                ticket.lastMessageBy(),
                messages.stream().map(MessageView::of).toList());
    }
}
