package dev.gatehouse.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A delivery that this node may send for the length of its lease.
 *
 * @param eventId the {@code webhook-id}
 * @param payload the body
 * @param attempts how many were made, this one included; tells a lease from a later one of the same row
 * @param dueSince from when on it has been tried
 * @param secrets the endpoint's live secrets, sealed, the newest first
 */
record Delivery(
        UUID endpointId,
        UUID eventId,
        String payload,
        int attempts,
        Instant dueSince,
        String url,
        List<byte[]> secrets) {
    @Override
    public String toString() {
        return "Delivery[" + eventId + " to " + endpointId + ", attempt " + attempts + ']';
    }
}
