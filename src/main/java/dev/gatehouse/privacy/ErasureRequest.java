package dev.gatehouse.privacy;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That a client wants to be forgotten.
 *
 * @param status whether staff have done it yet
 */
@Schema(name = "ErasureRequest")
public record ErasureRequest(
        UUID id,
        UUID accountId,
        @Schema(
                        examples = "requested",
                        enumeration = {"requested", "done"})
                String status,
        Instant requestedAt,
        @Nullable Instant doneAt) {
    static ErasureRequest of(UUID id, UUID accountId, Instant requestedAt, @Nullable Instant doneAt) {
        return new ErasureRequest(id, accountId, doneAt == null ? "requested" : "done", requestedAt, doneAt);
    }
}
