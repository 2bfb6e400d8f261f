package dev.gatehouse.screening;

import dev.gatehouse.platform.web.ClientAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the checks are told, loaded once before they run. Its text shows no personal data, so that it may be logged.
 *
 * @param decisionId the id that the decision will have
 * @param phase where the client is
 * @param accountId the account; for {@link Phase#REGISTRATION} the id that it will get
 * @param email the address as typed
 * @param emailKey the form that is compared
 * @param phone E.164, or {@code null} if there is none; for {@link Phase#PHONE_CHANGE} the new one
 * @param country the declared country (ISO 3166-1 alpha-2), or {@code null}
 * @param address the end client's address, or {@code null} where nobody is at the other end (an automatic order)
 * @param userAgent the end client's browser, or {@code null}
 * @param device the panel's opaque device id, or {@code null}
 * @param kycPassed whether a KYC pass is in force: it lifts every review
 * @param earlierOrders whether the account has an order that was accepted before
 * @param automatic whether the panel acts by itself, without the client
 * @param renewal whether the order renews what the client has already
 */
public record CheckContext(
        UUID decisionId,
        Phase phase,
        UUID accountId,
        String email,
        String emailKey,
        @Nullable String phone,
        @Nullable String country,
        @Nullable ClientAddress address,
        @Nullable String userAgent,
        @Nullable String device,
        boolean kycPassed,
        boolean earlierOrders,
        boolean automatic,
        boolean renewal) {

    /** The address if it is evidence about a client (see {@link ClientAddress#isGlobal()}), else {@code null}. */
    public @Nullable ClientAddress globalAddress() {
        return address != null && address.isGlobal() ? address : null;
    }

    @Override
    public String toString() {
        return "CheckContext[decisionId=" + decisionId + ", phase=" + phase + ", accountId=" + accountId + ']';
    }
}
