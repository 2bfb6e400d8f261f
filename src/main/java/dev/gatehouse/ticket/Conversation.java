package dev.gatehouse.ticket;

import dev.gatehouse.account.Account;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.webhook.Event;
import dev.gatehouse.webhook.EventType;
import dev.gatehouse.webhook.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one place where something is said in a ticket: message, ticket and webhook change in the caller's transaction. The
 * caller holds the account's lock, if there is an account, and the ticket's.
 */
@ApplicationScoped
class Conversation {
    private final TicketRepository tickets;
    private final TicketMessages messages;
    private final Events events;
    private final Ids ids;
    private final Clock clock;

    Conversation(TicketRepository tickets, TicketMessages messages, Events events, Ids ids, Clock clock) {
        this.tickets = tickets;
        this.messages = messages;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The first words of somebody who could not sign in.
     *
     * @param contactEmail where the answer is to go
     * @param locale in which language
     */
    record Stranger(String contactEmail, String locale) {
        @Override
        public String toString() {
            return "Stranger[]";
        }
    }

    /** What is so after something was said. */
    record Said(Ticket ticket, TicketMessage message) {}

    /** Opens a client's ticket. */
    Uni<Ticket> open(SqlConnection tx, Account account, Topic topic, String actor, String text) {
        Instant now = now();
        return open(
                tx, account, new TicketRepository.Draft(ids.next(), account.id(), null, null, topic, now), actor, text);
    }

    /** Opens the ticket of somebody who could not sign in. */
    Uni<Ticket> open(SqlConnection tx, Stranger stranger, Topic topic, String actor, String text) {
        Instant now = now();
        return open(
                tx,
                null,
                new TicketRepository.Draft(ids.next(), null, stranger.contactEmail(), stranger.locale(), topic, now),
                actor,
                text);
    }

    private Uni<Ticket> open(
            SqlConnection tx, @Nullable Account account, TicketRepository.Draft draft, String actor, String text) {
        return tickets.insert(tx, draft)
                .call(ticket -> messages.add(
                        tx, new TicketMessage(ids.next(), ticket.id(), Author.CLIENT, actor, text, draft.createdAt())))
                .call(ticket -> tell(tx, EventType.TICKET_OPENED, account, data(ticket)));
    }

    /** Adds a message; a client's opens a closed ticket again. */
    Uni<Said> say(
            SqlConnection tx, @Nullable Account account, Ticket ticket, Author author, String actor, String text) {
        Instant now = now();
        Said said = new Said(
                ticket.after(author, now), new TicketMessage(ids.next(), ticket.id(), author, actor, text, now));
        return messages.add(tx, said.message())
                .flatMap(added -> tickets.update(tx, said.ticket()))
                .flatMap(updated ->
                        tell(tx, EventType.TICKET_REPLIED, account, data(ticket).put("by", author.wireName())))
                .replaceWith(said);
    }

    private Uni<Void> tell(SqlConnection tx, EventType type, @Nullable Account account, JsonObject data) {
        UUID accountId = account == null ? null : account.id();
        UUID resellerId = account == null ? null : account.resellerId();
        return events.publish(tx, new Event(type, accountId, resellerId, data));
    }

    private static JsonObject data(Ticket ticket) {
        return new JsonObject()
                .put("ticketId", ticket.id().toString())
                .put("number", ticket.number())
                .put("topic", ticket.topic().wireName());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
