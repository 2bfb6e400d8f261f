package dev.gatehouse.order;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.KycState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts in every standing. */
final class TestAccounts {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private TestAccounts() {}

    /** An account with these facts. */
    record Facts(boolean email, boolean phone, boolean phoneVerified, KycState kyc, boolean suspended, boolean closed) {
        Account account() {
            return new Account(
                    UUID.randomUUID(),
                    "ada@example.org",
                    "ada@example.org",
                    when(email),
                    phone ? "+4915112345678" : null,
                    when(phoneVerified),
                    "DE",
                    null,
                    null,
                    "en",
                    "hash",
                    kyc,
                    null,
                    when(suspended),
                    when(closed),
                    null,
                    new Account.Registered(null, null, null),
                    THEN);
        }

        private static @Nullable Instant when(boolean fact) {
            return fact ? THEN : null;
        }
    }

    static Account active() {
        return underKyc(KycState.NOT_REQUIRED);
    }

    static Account underKyc(KycState kyc) {
        return new Facts(true, true, true, kyc, false, false).account();
    }
}
