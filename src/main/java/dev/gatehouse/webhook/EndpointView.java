package dev.gatehouse.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint as its owner and staff see it; {@code secret} is there only in the answer that made it. */
@Schema(name = "WebhookEndpoint")
public record EndpointView(
        UUID id,
        @Schema(examples = "https://hooks.example.org/gatehouse") String url,
        @Schema(examples = "[\"kyc.required\",\"order.accepted\"]") List<String> events,
        @Nullable @Schema(description = "Whose it is; left out for the provider's own, which hear of every account")
                UUID resellerId,
        @Nullable @Schema(description = "Until when the secret before signs as well") Instant previousSecretUntil,
        @Nullable @Schema(description = "When it answered 410 Gone; it hears of nothing until it is changed")
                Instant disabledAt,
        Instant createdAt,
        @Nullable @Schema(
                        examples = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
                        description = "Only in the answer that made it")
                String secret) {
    static EndpointView of(Endpoint endpoint, @Nullable String secret) {
        return new EndpointView(
                endpoint.id(),
                endpoint.url(),
                endpoint.events(),
                endpoint.resellerId(),
                endpoint.previousSecretUntil(),
                endpoint.disabledAt(),
                endpoint.createdAt(),
                secret);
    }

    @Override
    public String toString() {
        return "EndpointView[" + id + ']';
    }
}
