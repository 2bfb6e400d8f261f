package dev.gatehouse.messaging;

import java.util.Locale;

/** The mails that exist. The name in lower case is what is stored and counted. */
public enum MailKind {
    /** Asks to follow a link that proves the address; offers <em>this was not me</em>. */
    VERIFY_EMAIL,
    /** Tells the owner of an address that someone tried to register it again. Holds no link that verifies. */
    ACCOUNT_EXISTS,
    /** A link that sets a new password. */
    RESET_PASSWORD,
    /** Tells that the password was changed. */
    PASSWORD_CHANGED,
    /** Tells that the phone number was changed. */
    PHONE_CHANGED,
    /** Asks to confirm the identity. Never says why. */
    KYC_REQUIRED,
    /** Asks for more, with a sentence for the client. */
    KYC_MORE_WANTED,
    /** Tells that the identity is confirmed. */
    KYC_APPROVED,
    /** Tells that the identity could not be confirmed. */
    KYC_REJECTED,
    /** Tells that the identity need not be confirmed any more. */
    KYC_CLEARED,
    /** Tells that staff have answered a ticket; holds the answer only for a mailbox that may read it. */
    TICKET_REPLIED,
    /** Asks to follow a link that makes the address the account's. */
    CHANGE_EMAIL,
    /** Tells the present address that another one was asked for. */
    EMAIL_CHANGE_ASKED,
    /** Tells the old address that the account has another one. */
    EMAIL_CHANGED;

    /** The name in the outbox, in metrics and for staff, such as {@code verify_email}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
