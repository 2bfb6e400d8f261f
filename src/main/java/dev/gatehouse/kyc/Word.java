package dev.gatehouse.kyc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who moves a case, and what is said along with it.
 *
 * @param actor who: a caller's actor, or {@code provider:} and its id
 * @param clientMessage what the client is told from then on, or {@code null}
 * @param note for staff alone, or {@code null}
 * @param providerAt the provider's time, where a provider moves it
 */
record Word(String actor, @Nullable String clientMessage, @Nullable String note, @Nullable Instant providerAt) {
    /** Nothing but who. */
    static Word of(String actor) {
        return new Word(actor, null, null, null);
    }

    @Override
    public String toString() {
        return "Word[actor=" + actor + ']';
    }
}
