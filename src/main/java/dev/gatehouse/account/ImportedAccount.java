package dev.gatehouse.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An existing client as a file of the panel's tells it, found valid.
 *
 * @param id the account's
 * @param externalId the client's id with the panel
 * @param emailVerified whether the mailbox holds as proven
 * @param phone E.164; has to be proven here in any case
 * @param phoneClaimedVerified whether the file says that the phone was proven; for staff to see
 * @param country ISO 3166-1 alpha-2
 * @param registeredAt when the client registered with the panel, in whole milliseconds
 */
public record ImportedAccount(
        UUID id,
        String externalId,
        EmailAddress email,
        boolean emailVerified,
        @Nullable String phone,
        boolean phoneClaimedVerified,
        @Nullable String fullName,
        @Nullable String country,
        String locale,
        Instant registeredAt) {
    /** The same client with the account that it has already. */
    public ImportedAccount as(UUID account) {
        return new ImportedAccount(
                account,
                externalId,
                email,
                emailVerified,
                phone,
                phoneClaimedVerified,
                fullName,
                country,
                locale,
                registeredAt);
    }

    @Override
    public String toString() {
        return "ImportedAccount[" + id + ']';
    }
}
