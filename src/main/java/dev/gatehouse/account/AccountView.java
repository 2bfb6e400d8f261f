package dev.gatehouse.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.platform.phone.PhoneNumbers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The account object of the contract.
 *
 * @param status derived by {@link Standing}
 * @param nextSteps what the client can do, in the order of the pathway
 */
@Schema(name = "Account")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AccountView(
        UUID id,
        String email,
        @Nullable String phone,
        @Nullable String country,
        @Nullable String fullName,
        @Nullable String company,
        String locale,
        AccountStatus status,
        boolean emailVerified,
        boolean phoneVerified,
        KycState kyc,
        List<NextStep> nextSteps,
        Instant createdAt) {

    /** The whole account, for its owner. */
    public static AccountView of(Account account) {
        Standing standing = Standing.of(account);
        return new AccountView(
                account.id(),
                account.email(),
                account.phone(),
                account.country(),
                account.fullName(),
                account.company(),
                account.locale(),
                standing.status(),
                account.emailVerified(),
                account.phoneVerified(),
                account.kyc(),
                standing.nextSteps(),
                account.createdAt());
    }

    /** The account for somebody who holds a link but no session: phone and names are masked. */
    public static AccountView masked(Account account, PhoneNumbers phones) {
        AccountView whole = of(account);
        return new AccountView(
                whole.id,
                whole.email,
                whole.phone == null ? null : phones.mask(whole.phone),
                whole.country,
                maskName(whole.fullName),
                maskName(whole.company),
                whole.locale,
                whole.status,
                whole.emailVerified,
                whole.phoneVerified,
                whole.kyc,
                whole.nextSteps,
                whole.createdAt);
    }

    private static @Nullable String maskName(@Nullable String name) {
        return name == null || name.isEmpty() ? name : name.substring(0, name.offsetByCodePoints(0, 1)) + "***";
    }
}
