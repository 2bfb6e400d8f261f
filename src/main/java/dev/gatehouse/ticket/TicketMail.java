package dev.gatehouse.ticket;

import dev.gatehouse.account.Account;
import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.MailKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is told by mail that staff have answered, and how much. */
final class TicketMail {
    private static final String DEFAULT_LOCALE = "en";

    private TicketMail() {}

    /**
     * The mail about staff's answer, or {@code null} if there is nobody to tell: the account is closed, or the contact
     * has been wiped. The words stand in it for a proven mailbox, and for the address that somebody without an account
     * gave for that purpose. A mailbox that an account has not proven may be somebody else's: it is told that there is
     * an answer, and nothing of what it says.
     */
    static @Nullable Mail replied(Ticket ticket, @Nullable Account account, String answer, Instant expiresAt) {
        String number = Long.toString(ticket.number());
        if (account != null) {
            if (account.closedAt() != null) {
                return null;
            }
            Map<String, String> values = new HashMap<>(Map.of(Mail.TICKET_NUMBER, number));
            if (account.emailVerified()) {
                values.put(Mail.ANSWER, answer);
            }
            return new Mail(
                    MailKind.TICKET_REPLIED, account.id(), account.email(), account.locale(), values, expiresAt);
        }
        String contact = ticket.contactEmail();
        String locale = ticket.locale();
        return contact == null
                ? null
                : new Mail(
                        MailKind.TICKET_REPLIED,
                        null,
                        contact,
                        locale == null ? DEFAULT_LOCALE : locale,
                        Map.of(Mail.TICKET_NUMBER, number, Mail.ANSWER, answer),
                        expiresAt);
    }
}
