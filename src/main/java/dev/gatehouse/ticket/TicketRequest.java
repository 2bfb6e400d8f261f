package dev.gatehouse.ticket;

import dev.gatehouse.platform.problem.Characters;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /tickets}.
 *
 * @param contactEmail where the answer goes; required without a credential, refused with one
 */
@Schema(name = "TicketRequest")
public record TicketRequest(
        @Nullable @Size(max = 254) @Schema(
                        examples = "anna@example.org",
                        description = "Required without a credential, refused with one: an account has its own address")
                String contactEmail,
        @NotNull @Schema(examples = "sms_not_received") Topic topic,
        @NotBlank @Characters(max = TicketRules.LONGEST)
                @Pattern(regexp = TicketRules.TEXT) @Schema(
                        examples = "No code has come since this morning.",
                        minLength = 1,
                        maxLength = TicketRules.LONGEST)
                String message) {

    String text() {
        return TicketRules.kept(message);
    }

    @Override
    public String toString() {
        return "TicketRequest[topic=" + topic + ']';
    }
}
