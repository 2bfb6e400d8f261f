package dev.gatehouse.ticket;

import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.privacy.Wipe;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * A client is shown its tickets and what was said in them, but not who of the staff said it. Erased with them goes all
 * that was said.
 */
@Singleton
final class TicketPersonalData implements PersonalData {
    /**
     * Also those that name the client's mailbox without being the account's; of an account that has not proven it, they
     * are somebody else's. Read along {@code ticket_anonymous}: there are only so many an hour, and for half a year.
     */
    private static final String ANONYMOUS =
            """
            delete from ticket where account_id is null and lower(contact_email) = \
            (select email_key from account where id = $1 and email_verified_at is not null)""";

    @Override
    public List<Excerpt> excerpts() {
        return List.of(
                new Excerpt(
                        "tickets",
                        "select number, topic, status, created_at, closed_at from ticket where account_id = $1 order by id desc limit "
                                + Excerpt.MOST),
                new Excerpt(
                        "ticketMessages",
                        "select t.number as ticket, m.author, m.text, m.created_at from ticket t"
                                + " join ticket_message m on m.ticket_id = t.id where t.account_id = $1 order by m.id desc limit "
                                + Excerpt.MOST));
    }

    @Override
    public List<Wipe> wipes() {
        return List.of(Wipe.delete("ticket"), new Wipe("ticket", ANONYMOUS));
    }
}
