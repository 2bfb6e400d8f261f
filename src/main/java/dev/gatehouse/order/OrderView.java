package dev.gatehouse.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param expiresAt until when it has to be confirmed
 * @param confirmedAt when it was confirmed; absent until then
 */
@Schema(name = "Order")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OrderView(
        UUID id,
        @Schema(examples = "renewal") OrderKind kind,
        @Schema(examples = "confirmed") OrderStatus status,
        @Schema(examples = "vps-s") String product,
        @Schema(examples = "1") int quantity,
        @Nullable @Schema(examples = "12m") String term,
        @Nullable @Schema(examples = "srv-1001") String serviceId,
        @Nullable @Schema(examples = "cart-77") String reference,
        @Nullable Money amount,
        @Schema(examples = "2026-11-23T09:30:00Z") Instant createdAt,
        @Schema(examples = "2026-11-23T10:00:00Z", description = "Until when it has to be confirmed") Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable @Schema(examples = "2026-11-23T09:31:12Z")
                Instant confirmedAt) {}
