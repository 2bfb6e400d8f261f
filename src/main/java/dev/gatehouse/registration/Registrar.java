package dev.gatehouse.registration;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.screening.CheckContext.Origin;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * At whose door a client registers.
 *
 * @param resellerId the reseller that registers it, or {@code null} where the client does so itself
 * @param origin from where the client comes
 */
record Registrar(@Nullable UUID resellerId, Origin origin) {
    /**
     * The reseller that calls, or {@code null} for a client.
     *
     * @throws Refusal {@code 403 forbidden} for a key that registers nobody: without {@code accounts:write}, or one of the
     *     provider's own
     */
    static @Nullable UUID resellerOf(@Nullable Caller caller) {
        if (!(caller instanceof Caller.KeyHolder holder)) {
            return null;
        }
        if (holder.resellerId() == null) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "Only clients and resellers register.");
        }
        if (!holder.scopes().contains(Scopes.ACCOUNTS_WRITE)) {
            throw Refusal.of(ErrorCode.FORBIDDEN);
        }
        return holder.resellerId();
    }

    /** Whose {@code Idempotency-Key} it is. Clients have no name yet. */
    static String scopeOf(@Nullable Caller caller) {
        return caller instanceof Caller.KeyHolder ? caller.actor() : "anonymous";
    }

    @Override
    public String toString() {
        return "Registrar[resellerId=" + resellerId + ']';
    }
}
