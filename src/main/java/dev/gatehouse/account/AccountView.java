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
        @Schema(examples = "anna@example.org", format = "email") String email,
        @Nullable @Schema(examples = "+4915123456789", description = "E.164") String phone,
        @Nullable @Schema(examples = "DE", description = "ISO 3166-1 alpha-2") String country,
        @Nullable @Schema(examples = "Anna Muster") String fullName,
        @Nullable @Schema(examples = "Muster GmbH") String company,
        @Schema(examples = "de") String locale,
        @Schema(examples = "pending_verification") AccountStatus status,
        @Schema(examples = "false") boolean emailVerified,
        @Schema(examples = "false") boolean phoneVerified,
        KycState kyc,
        @Schema(
                        examples = "[\"verify_email\",\"verify_sms\"]",
                        description = "What the client can do, in the order of the pathway")
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
