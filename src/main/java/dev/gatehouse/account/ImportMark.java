package dev.gatehouse.account;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A keyed digest of all that an import says of a client. Kept with the account, it tells whether anybody has changed
 * something since, without a second copy of anybody's data. One made under the previous secret still counts.
 */
@ApplicationScoped
class ImportMark {
    private static final String PURPOSE = "import-mark";
    private static final char END = '\n';

    private final Keyring keyring;

    ImportMark(Keyring keyring) {
        this.keyring = keyring;
    }

    byte[] of(ImportedAccount line) {
        return Digests.hmac(keyring.key(PURPOSE), text(line));
    }

    /** Whether the line is what was marked. */
    boolean matches(byte[] mark, ImportedAccount line) {
        return matches(mark, text(line));
    }

    /** Whether the account still is what was marked. */
    boolean matches(byte[] mark, Account account, boolean phoneClaimedVerified) {
        return matches(
                mark,
                text(
                        account.email(),
                        account.emailVerified(),
                        account.phone(),
                        phoneClaimedVerified,
                        account.fullName(),
                        account.country(),
                        account.createdAt()));
    }

    private boolean matches(byte[] mark, byte[] text) {
        return keyring.ids()
                .map(id -> Digests.hmac(Objects.requireNonNull(keyring.key(PURPOSE, id)), text))
                .anyMatch(made -> Digests.same(mark, made));
    }

    private static byte[] text(ImportedAccount line) {
        return text(
                line.email().typed(),
                line.emailVerified(),
                line.phone(),
                line.phoneClaimedVerified(),
                line.fullName(),
                line.country(),
                line.registeredAt());
    }

    /** None of the values holds a line break. */
    private static byte[] text(
            String email,
            boolean emailVerified,
            @Nullable String phone,
            boolean phoneClaimedVerified,
            @Nullable String fullName,
            @Nullable String country,
            Instant registeredAt) {
        StringBuilder text = new StringBuilder();
        for (Object value : new @Nullable Object[] {
            email, emailVerified, phone, phoneClaimedVerified, fullName, country, registeredAt.toEpochMilli()
        }) {
            text.append(value == null ? "" : value).append(END);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
