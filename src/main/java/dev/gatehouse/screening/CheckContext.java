package dev.gatehouse.screening;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.platform.web.RequestInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the checks are told, loaded once before they run. Its text shows no personal data, so that it may be logged.
 *
 * @param decisionId the id that the decision will have
 * @param phase where the client is
 * @param client who is examined
 * @param origin from where the request comes
 * @param purchase what is bought, in {@link Phase#ORDER}
 * @param network what earlier steps of the chain have learned about the origin's address
 */
public record CheckContext(
        UUID decisionId, Phase phase, Client client, Origin origin, Purchase purchase, NetworkFacts network) {

    /**
     * Who is examined.
     *
     * @param accountId the account; for {@link Phase#REGISTRATION} the id that it will get
     * @param email the address as typed; for {@link Phase#EMAIL_CHANGE} the new one
     * @param emailKey the form that is compared
     * @param emailVerified whether the mailbox is proven
     * @param phone E.164, or {@code null} if there is none; for {@link Phase#PHONE_CHANGE} the new one
     * @param phoneVerified whether that phone is proven
     * @param country the declared country (ISO 3166-1 alpha-2), or {@code null}
     * @param since when the account was registered; for {@link Phase#REGISTRATION} now
     * @param kycPassed whether a KYC pass is in force: it lifts every review
     */
    public record Client(
            UUID accountId,
            String email,
            String emailKey,
            boolean emailVerified,
            @Nullable String phone,
            boolean phoneVerified,
            @Nullable String country,
            Instant since,
            boolean kycPassed) {
        /** The holder of an account, at that time. */
        public static Client of(Account account, Instant now) {
            return new Client(
                    account.id(),
                    account.email(),
                    account.emailKey(),
                    account.emailVerified(),
                    account.phone(),
                    account.phoneVerified(),
                    account.country(),
                    account.createdAt(),
                    account.kycPassed(now));
        }

        /** The same client with another phone, which is not proven. */
        public Client withPhone(String other) {
            return new Client(accountId, email, emailKey, emailVerified, other, false, country, since, kycPassed);
        }

        /** The same client with another address, which is not proven. */
        public Client withEmail(EmailAddress other) {
            return new Client(
                    accountId, other.typed(), other.key(), false, phone, phoneVerified, country, since, kycPassed);
        }

        @Override
        public String toString() {
            return "Client[" + accountId + ']';
        }
    }

    /**
     * From where a request comes.
     *
     * @param address the end client's address, or {@code null} where nobody is at the other end (an automatic order)
     * @param userAgent the end client's browser, or {@code null}
     * @param device the panel's opaque device id, or {@code null}
     */
    public record Origin(@Nullable ClientAddress address, @Nullable String userAgent, @Nullable String device) {
        /** Nobody is at the other end. */
        public static final Origin NONE = new Origin(null, null, null);

        /** The end client of that request. */
        public static Origin of(RequestInfo request) {
            return new Origin(request.clientAddress(), request.userAgent(), request.device());
        }

        /** The address if it is evidence about a client (see {@link ClientAddress#isGlobal()}), else {@code null}. */
        public @Nullable ClientAddress globalAddress() {
            return address != null && address.isGlobal() ? address : null;
        }

        @Override
        public String toString() {
            return "Origin[]";
        }
    }

    /**
     * What is bought.
     *
     * @param earlierOrders whether the account has an order that was accepted before
     * @param automatic whether the panel acts by itself, without the client
     * @param renewal whether the order renews what the client has already
     */
    public record Purchase(boolean earlierOrders, boolean automatic, boolean renewal) {
        /** Nothing is bought. */
        public static final Purchase NONE = new Purchase(false, false, false);
    }

    /** A context of which nothing is known about the network yet. */
    public CheckContext(UUID decisionId, Phase phase, Client client, Origin origin, Purchase purchase) {
        this(decisionId, phase, client, origin, purchase, NetworkFacts.UNKNOWN);
    }

    /** The account that is examined. */
    public UUID accountId() {
        return client.accountId();
    }

    /** The same context for the later steps, with what was learned. */
    CheckContext with(NetworkFacts learned) {
        return new CheckContext(decisionId, phase, client, origin, purchase, learned);
    }

    @Override
    public String toString() {
        return "CheckContext[decisionId=" + decisionId + ", phase=" + phase + ", accountId=" + accountId() + ']';
    }
}
