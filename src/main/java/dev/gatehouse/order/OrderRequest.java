package dev.gatehouse.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /orders}.
 *
 * @param kind what the order is for
 * @param product the provider's name of the product
 * @param quantity how many; 1 by default
 * @param term the provider's name of the term, such as {@code 12m}
 * @param serviceId the service that is renewed or upgraded; required there
 * @param reference the panel's own reference
 * @param amount what it costs
 * @param initiator {@code automatic} only with a panel key
 */
@Schema(name = "OrderRequest")
public record OrderRequest(
        @NotNull @Schema(examples = "renewal") OrderKind kind,
        @NotBlank @Size(max = 200) @Pattern(regexp = PLAIN_TEXT) @Schema(examples = "vps-s") String product,
        @Nullable @Min(1) @Max(10_000) @Schema(examples = "1") Integer quantity,
        @Nullable @Size(max = 64) @Pattern(regexp = PLAIN_TEXT) @Schema(examples = "12m") String term,
        @Nullable @Size(max = 200) @Pattern(regexp = PLAIN_TEXT) @Schema(examples = "srv-1001", description = "Required for `renewal` and `upgrade`")
                String serviceId,
        @Nullable @Size(max = 200) @Pattern(regexp = PLAIN_TEXT) @Schema(examples = "cart-77") String reference,
        @Nullable @Valid Money amount,
        @Nullable @Schema(examples = "client", description = "`automatic` with a panel key alone")
                Initiator initiator) {

    /** No control characters, line breaks included. */
    private static final String PLAIN_TEXT = "\\P{Cntrl}*";

    int quantityOrOne() {
        return quantity == null ? 1 : quantity;
    }

    boolean automatic() {
        return initiator == Initiator.AUTOMATIC;
    }
}
