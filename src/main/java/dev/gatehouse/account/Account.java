package dev.gatehouse.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts about an account, as they stand in the database. Never on the wire: see {@link AccountView}.
 *
 * @param id UUIDv7
 * @param email as the client typed it
 * @param emailKey the form that is compared; see {@link EmailAddress}
 * @param emailVerifiedAt when the mailbox was proven
 * @param phone in E.164, or {@code null}
 * @param phoneVerifiedAt when that phone was proven
 * @param country ISO 3166-1 alpha-2
 * @param locale a language that the messages are written in: {@code en}, {@code de}, {@code ru}
 * @param passwordHash PHC string, or {@code null} for an imported client who has not set one
 * @param kycPassedUntil until when a passed KYC lifts automatic reviews
 * @param resellerId who registered it, or {@code null}
 */
public record Account(
        UUID id,
        String email,
        String emailKey,
        @Nullable Instant emailVerifiedAt,
        @Nullable String phone,
        @Nullable Instant phoneVerifiedAt,
        @Nullable String country,
        @Nullable String fullName,
        @Nullable String company,
        String locale,
        @Nullable String passwordHash,
        KycState kyc,
        @Nullable Instant kycPassedUntil,
        @Nullable Instant suspendedAt,
        @Nullable Instant closedAt,
        @Nullable UUID resellerId,
        Registered registered,
        Instant createdAt) {

    /**
     * From where an account was registered.
     *
     * @param address the client's address as text, or {@code null}
     * @param userAgent its browser, or {@code null}
     * @param device its device id, or {@code null}
     */
    public record Registered(@Nullable String address, @Nullable String userAgent, @Nullable String device) {}

    /** Whether the mailbox is proven. */
    public boolean emailVerified() {
        return emailVerifiedAt != null;
    }

    /** Whether the present phone is proven. */
    public boolean phoneVerified() {
        return phone != null && phoneVerifiedAt != null;
    }

    /** Whether a passed KYC lifts automatic reviews at that time. */
    public boolean kycPassed(Instant now) {
        return kycPassedUntil != null && kycPassedUntil.isAfter(now);
    }

    @Override
    public String toString() {
        return "Account[" + id + ']';
    }
}
