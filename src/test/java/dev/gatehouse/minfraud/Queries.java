package dev.gatehouse.minfraud;

import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.testing.Identities;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Questions that no other test asks. */
final class Queries {
    private Queries() {}

    static RiskQuery fresh(RiskQuery.Event event) {
        return of(event, Identities.email(), Identities.address(), "Mozilla/5.0");
    }

    static RiskQuery of(RiskQuery.Event event, String email, String address, @Nullable String userAgent) {
        ClientAddress parsed = Objects.requireNonNull(ClientAddress.parse(address));
        return new RiskQuery(UUID.randomUUID(), event, UUID.randomUUID(), email, parsed, userAgent);
    }

    /** The same question by another decision. */
    static RiskQuery again(RiskQuery query, RiskQuery.Event event) {
        return new RiskQuery(
                UUID.randomUUID(), event, query.accountId(), query.emailKey(), query.address(), query.userAgent());
    }
}
