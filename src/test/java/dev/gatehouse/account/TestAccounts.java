package dev.gatehouse.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts for tests of pure rules. */
final class TestAccounts {
    static final Instant SOME_TIME = Instant.parse("2026-11-23T12:00:00Z");

    private TestAccounts() {}

    static Account of(
            boolean emailVerified,
            @Nullable String phone,
            boolean phoneVerified,
            KycState kyc,
            boolean suspended,
            boolean closed) {
        return new Account(
                new UUID(1, 1),
                "Ada@Example.org",
                "ada@example.org",
                emailVerified ? SOME_TIME : null,
                phone,
                phoneVerified ? SOME_TIME : null,
                "DE",
                null,
                null,
                "en",
                null,
                kyc,
                null,
                suspended ? SOME_TIME : null,
                closed ? SOME_TIME : null,
                null,
                new Account.Registered(null, null, null),
                SOME_TIME);
    }
}
