package dev.gatehouse.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is told. The secret is not part of it.
 *
 * @param resellerId whose it is, or {@code null} for the provider's own
 * @param events names of {@link EventType}s, sorted
 * @param previousSecretUntil until when the secret before signs as well
 * @param disabledAt when it answered 410 Gone
 */
record Endpoint(
        UUID id,
        @Nullable UUID resellerId,
        String url,
        List<String> events,
        @Nullable Instant previousSecretUntil,
        @Nullable Instant disabledAt,
        Instant createdAt) {}
