package dev.gatehouse.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who calls: a client with its own token, a key's holder, or one of staff with a token of the issuer. */
public sealed interface Caller {
    /** A stable name: keeps idempotency keys apart and stands in the audit log. */
    String actor();

    /**
     * A client.
     *
     * @param accountId its account
     * @param sessionId the session its token belongs to
     */
    record Client(UUID accountId, UUID sessionId) implements Caller {
        @Override
        public String actor() {
            return "account:" + accountId;
        }
    }

    /**
     * One of staff, signed in at the OpenID Connect issuer.
     *
     * @param subject the issuer's stable id of that person ({@code sub})
     * @param scopes the staff scopes among the token's roles
     */
    record Staff(String subject, Set<String> scopes) implements Caller {
        @Override
        public String actor() {
            return "oidc:" + subject;
        }
    }

    /**
     * The holder of an API key: the panel's backend, staff or a reseller.
     *
     * @param id the key's id
     * @param name the name it was given
     * @param scopes what it may do
     * @param resellerId whose key it is, or {@code null} for the provider's own
     */
    record KeyHolder(UUID id, String name, Set<String> scopes, @Nullable UUID resellerId) implements Caller {
        @Override
        public String actor() {
            return "key:" + id;
        }
    }
}
