package dev.gatehouse.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to send. Its values are untrusted text: the templates escape them, cut them and leave out those that are
 * missing.
 *
 * @param kind which mail
 * @param accountId whose account it is about; {@code null} for somebody who has none
 * @param recipient the address, as the client typed it
 * @param locale a BCP 47 tag; English where there is no such translation
 * @param values what the template shows, under the names that stand as constants in this record
 * @param expiresAt after this it is no longer worth sending and goes dead unsent
 */
public record Mail(
        MailKind kind,
        @Nullable UUID accountId,
        String recipient,
        String locale,
        Map<String, String> values,
        Instant expiresAt) {
    /** The page to follow: verifies, or sets a new password. */
    public static final String LINK = "link";

    /** The page with the button <em>this was not me</em>. */
    public static final String DECLINE_LINK = "declineLink";

    /** The panel's page for a forgotten password, in a mail that must not hold a link that verifies. */
    public static final String RESET_LINK = "resetLink";

    /** When the registration, or the change, came: RFC 3339, or already worded. */
    public static final String REGISTERED_AT = "registeredAt";

    /** The address that it came from. */
    public static final String REGISTERED_FROM = "registeredFrom";

    /** The browser's User-Agent. */
    public static final String BROWSER = "browser";

    /** The phone number, masked. */
    public static final String PHONE_MASKED = "phoneMasked";

    /** The company, as the client typed it. */
    public static final String COMPANY = "company";

    /** A sentence for the client from who looks at its documents. */
    public static final String MESSAGE = "message";
    /** What people call the ticket by. */
    public static final String TICKET_NUMBER = "ticketNumber";

    /** What staff have answered; missing where the mailbox is not proven. */
    public static final String ANSWER = "answer";

    /** Keeps an own copy of the values. */
    public Mail {
        values = Map.copyOf(values);
    }

    /** Names the kind and the account only: the rest is personal or secret. */
    @Override
    public String toString() {
        return "Mail[" + kind.code() + ", account " + accountId + ']';
    }
}
