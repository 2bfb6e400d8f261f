package dev.gatehouse.staff;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of {@code POST /staff/kyc/clear}.
 *
 * @param check the check that was wrong
 * @param from cases opened from then on
 * @param to and before then
 * @param reason why, for staff
 */
@Schema(name = "KycClearRequest")
public record KycClearRequest(
        @NotBlank @Size(max = 64) @Schema(examples = "tor-exit") String check,
        @NotNull @Schema(examples = "2026-11-23T06:00:00Z") Instant from,
        @NotNull @Schema(examples = "2026-11-23T09:30:00Z") Instant to,
        @NotBlank @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*") @Schema(examples = "A list held the whole of AS 64500")
                String reason) {
    @Override
    public String toString() {
        return "KycClearRequest[check=" + check + ", from=" + from + ", to=" + to + ']';
    }
}
