package dev.gatehouse.minfraud;

import dev.gatehouse.platform.web.ClientAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What MaxMind is asked about. Its text shows no personal data, so that it may be logged.
 *
 * @param transactionId the decision's id, under which MaxMind can be told later what became of it
 * @param event what the client does
 * @param accountId the account
 * @param emailKey the e-mail address in the form that is compared: lower case, the domain in A-labels
 * @param address the client's global address
 * @param userAgent the client's browser, or {@code null}
 */
public record RiskQuery(
        UUID transactionId,
        Event event,
        UUID accountId,
        String emailKey,
        ClientAddress address,
        @Nullable String userAgent) {
    /** What a client does. */
    public enum Event {
        /** Registers. */
        ACCOUNT_CREATION,
        /** Orders. */
        PURCHASE
    }

    @Override
    public String toString() {
        return "RiskQuery[transactionId=" + transactionId + ", event=" + event + ']';
    }
}
