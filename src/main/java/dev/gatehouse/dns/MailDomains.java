package dev.gatehouse.dns;

import io.smallrye.mutiny.Uni;

/** Tells whether a domain takes mail. */
public interface MailDomains {
    /**
     * Where mail for the domain goes. Never blocks; the item comes on the caller's Vert.x context.
     *
     * @param domain in lower-case A-labels (RFC 5890), without a final dot
     * @return fails with {@link CannotTellException} if no name server gives an answer that can be believed
     */
    Uni<MailRoute> route(String domain);
}
