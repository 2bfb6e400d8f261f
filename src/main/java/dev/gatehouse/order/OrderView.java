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
        OrderKind kind,
        OrderStatus status,
        String product,
        int quantity,
        @Nullable String term,
        @Nullable String serviceId,
        @Nullable String reference,
        @Nullable Money amount,
        Instant createdAt,
        Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant confirmedAt) {}
