package dev.gatehouse.account;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The account of a request's session as it was when the session was looked up, in the request's own Vert.x context: it is
 * read together with the session, so that it need not be read once more. Outside of a request nothing is kept.
 */
final class AccountAtHand {
    private static final String KEY = AccountAtHand.class.getName();

    private AccountAtHand() {}

    static void put(Account account) {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(KEY, account);
        }
    }

    /** The account if it is that one, else {@code null}. */
    static @Nullable Account get(UUID id) {
        if (!VertxContext.isOnDuplicatedContext()) {
            return null;
        }
        return ContextLocals.<Account>get(KEY)
                .filter(account -> account.id().equals(id))
                .orElse(null);
    }
}
