package dev.gatehouse.ticket;

import dev.gatehouse.platform.problem.Characters;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /tickets/{id}/messages}, and of staff's answer. */
@Schema(name = "TicketMessageRequest")
public record TicketMessageRequest(
        @NotBlank @Characters(max = TicketRules.LONGEST)
                @Pattern(regexp = TicketRules.TEXT) @Schema(examples = "It works now, thank you.", minLength = 1, maxLength = TicketRules.LONGEST)
                String message) {

    String text() {
        return TicketRules.kept(message);
    }

    @Override
    public String toString() {
        return "TicketMessageRequest[]";
    }
}
