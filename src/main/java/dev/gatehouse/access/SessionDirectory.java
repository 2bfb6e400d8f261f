package dev.gatehouse.access;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What authentication needs to know about accounts and sessions; the account feature answers. */
public interface SessionDirectory {
    /** Whether the session is the account's, has not ended, and the account is not closed. */
    Uni<Boolean> isLive(UUID accountId, UUID sessionId);

    /** Whether the account exists, and was registered by that reseller if one is named. */
    Uni<Boolean> exists(UUID accountId, @Nullable UUID resellerId);
}
