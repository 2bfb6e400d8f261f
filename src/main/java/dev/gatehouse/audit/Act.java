package dev.gatehouse.audit;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * What somebody did.
 *
 * @param actor who: {@code Caller.actor()}, such as {@code key:0199…}
 * @param action what, such as {@code kyc.approved}; lower case, the thing first
 * @param subject to whom or what: a kind and an id, such as {@code account:0199…}
 * @param detail what else counts: ids, names of settings, before and after, staff's reason. No personal data and no
 *     secrets, for an entry cannot be erased
 */
public record Act(String actor, String action, String subject, JsonObject detail) {
    /** An act on an account. */
    public static Act on(UUID accountId, String actor, String action, JsonObject detail) {
        return new Act(actor, action, "account:" + accountId, detail);
    }
}
