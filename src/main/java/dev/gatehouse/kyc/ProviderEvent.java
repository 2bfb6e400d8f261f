package dev.gatehouse.kyc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells of a case, once its signature has been checked.
 *
 * @param provider who tells
 * @param eventId the provider's id of the event: the same event twice changes nothing
 * @param applicantId whose case
 * @param at the provider's time of it: an event older than the newest one that counted changes nothing
 * @param kind what happened
 * @param clientMessage what the client may read, with {@link Kind#MORE_WANTED}
 */
public record ProviderEvent(
        String provider, String eventId, String applicantId, Instant at, Kind kind, @Nullable String clientMessage) {

    /** What can happen. */
    public enum Kind {
        /** The client has handed all in. */
        SUBMITTED,
        /** The client is who it says to be. */
        APPROVED,
        /** The client has to hand something in again. */
        MORE_WANTED,
        /** Rejected for good. */
        REJECTED
    }
}
