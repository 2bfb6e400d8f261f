package dev.gatehouse.webhook;

import dev.gatehouse.access.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf endpoints are looked at and changed.
 *
 * @param actor who acts
 * @param reseller whose endpoints, or {@code null} for staff, who see them all
 */
record Owner(String actor, @Nullable UUID reseller) {
    static Owner of(Caller caller) {
        return new Owner(caller.actor(), caller instanceof Caller.KeyHolder holder ? holder.resellerId() : null);
    }

    boolean isStaff() {
        return reseller == null;
    }
}
