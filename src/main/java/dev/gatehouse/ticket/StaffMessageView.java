package dev.gatehouse.ticket;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message as staff see it.
 *
 * @param actor who wrote it
 */
@Schema(name = "StaffTicketMessage")
public record StaffMessageView(
        UUID id,
        @Schema(examples = "staff") Author author,
        @Schema(examples = "key:0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31") String actor,
        @Schema(examples = "Please try again, the gateway works again.") String text,
        Instant createdAt) {
    static StaffMessageView of(TicketMessage message) {
        return new StaffMessageView(
                message.id(), message.author(), message.actor(), message.text(), message.createdAt());
    }

    @Override
    public String toString() {
        return "StaffMessageView[" + id + ']';
    }
}
