package dev.gatehouse.kyc;

import io.smallrye.mutiny.Uni;

/** Takes what providers tell. */
public interface ProviderEvents {
    /**
     * Moves the case. Replays, late events and those of unknown applicants change nothing. The item comes when all that
     * it changes is committed; a failure means that the provider has to tell it again.
     */
    Uni<Void> apply(ProviderEvent event);
}
