package dev.gatehouse.ticket;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message as the client sees it: not who of the staff wrote it. */
@Schema(name = "TicketMessage")
public record MessageView(
        UUID id,
        @Schema(examples = "client") Author author,
        @Schema(examples = "No code has come since this morning.") String text,
        Instant createdAt) {
    static MessageView of(TicketMessage message) {
        return new MessageView(message.id(), message.author(), message.text(), message.createdAt());
    }

    @Override
    public String toString() {
        return "MessageView[" + id + ']';
    }
}
