package dev.gatehouse.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One event and what became of it at an endpoint. */
@Schema(name = "WebhookDelivery")
public record DeliveryView(
        @Schema(description = "The `webhook-id`") UUID eventId,
        @Schema(examples = "order.accepted") String type,
        @Nullable UUID accountId,
        @Schema(
                        examples = "sent",
                        enumeration = {"due", "sent", "dead"})
                State state,
        @Schema(examples = "1") int attempts,
        @Nullable @Schema(examples = "200", description = "The receiver's HTTP status at the last attempt")
                Integer status,
        @Nullable @Schema(
                        examples = "timeout",
                        description =
                                "Why the last attempt failed: `status`, `timeout`, `unreachable`, `tls`, `unresolved`,"
                                        + " `address` (not on the public internet), `url` (not allowed any more), `secret`,"
                                        + " `expired` (none came to it)")
                String error,
        Instant createdAt,
        @Nullable @Schema(description = "When it is tried next; only while it is due") Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable Instant deadAt) {

    /** Where a delivery stands. */
    public enum State {
        DUE,
        SENT,
        DEAD;

        /** The name in the contract and in the table. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state of that name, or {@code null}. */
        static @Nullable State of(@Nullable String name) {
            return Arrays.stream(values())
                    .filter(state -> state.wireName().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }
}
