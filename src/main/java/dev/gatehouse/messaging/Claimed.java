package dev.gatehouse.messaging;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox that this node may send for the length of its lease. Still sealed: opening may fail.
 *
 * @param attempts how many were made, this one included; tells a lease from a later one of the same row
 */
record Claimed(
        UUID id,
        @Nullable UUID accountId,
        Channel channel,
        String kind,
        String locale,
        @Nullable Buffer recipient,
        @Nullable Buffer payload,
        int attempts,
        Instant expiresAt) {

    boolean expired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    @Override
    public String toString() {
        return "Claimed[" + id + ", " + channel.code() + ", " + kind + ", attempt " + attempts + ']';
    }
}
