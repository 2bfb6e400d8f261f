package dev.gatehouse.ticket;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import dev.gatehouse.ticket.Conversation.Said;
import dev.gatehouse.webhook.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client does at the desk. Writing locks the account first, then the ticket. */
@ApplicationScoped
class ClientTickets {
    private final Database database;
    private final Idempotency idempotency;
    private final Accounts accounts;
    private final TicketRepository tickets;
    private final TicketMessages messages;
    private final Conversation conversation;
    private final Events events;
    private final RateLimiter rateLimiter;
    private final Limit perAccount;

    ClientTickets(
            Database database,
            Idempotency idempotency,
            Accounts accounts,
            TicketRepository tickets,
            TicketMessages messages,
            Conversation conversation,
            Events events,
            RateLimiter rateLimiter,
            TicketLimits limits) {
        this.database = database;
        this.idempotency = idempotency;
        this.accounts = accounts;
        this.tickets = tickets;
        this.messages = messages;
        this.conversation = conversation;
        this.events = events;
        this.rateLimiter = rateLimiter;
        this.perAccount = new Limit("ticket-per-account", limits.perAccountAnHour(), Duration.ofHours(1));
    }

    /**
     * Who writes for which account.
     *
     * @param actor the client, or the key that acts for it
     */
    record Writer(UUID accountId, String actor) {}

    /** Opens a ticket, or adds to the one that is open on the topic. */
    Uni<Outcome<Opened>> open(@Nullable IdempotencyKey once, Writer writer, TicketRequest request) {
        return idempotency
                .once(once, request, Opened.class, reservation -> limited(writer)
                        .flatMap(allowed -> database.inTransaction(tx -> accountOf(tx, writer)
                                .flatMap(account -> open(tx, account, writer.actor(), request))
                                .call(opened -> reservation.complete(tx, opened)))))
                .invoke(events::nudge);
    }

    private Uni<Opened> open(SqlConnection tx, Account account, String actor, TicketRequest request) {
        String text = request.text();
        return tickets.lockOpen(tx, account.id(), request.topic())
                .flatMap(open -> open == null
                        ? conversation
                                .open(tx, account, request.topic(), actor, text)
                                .map(ticket -> new Opened(TicketView.of(ticket), true))
                        : addNews(tx, account, open, actor, text)
                                .map(ticket -> new Opened(TicketView.of(ticket), false)));
    }

    private Uni<Ticket> addNews(SqlConnection tx, Account account, Ticket open, String actor, String text) {
        return messages.last(tx, open.id())
                .flatMap(last -> TicketRules.repeats(last, text)
                        ? Uni.createFrom().item(open)
                        : conversation
                                .say(tx, account, open, Author.CLIENT, actor, text)
                                .map(Said::ticket));
    }

    /**
     * Adds a message. Fails with {@code 404} for a ticket that is not the account's, and with {@code 409 ticket-closed}
     * where another one is open on its topic by now.
     */
    Uni<Outcome<MessageView>> say(
            @Nullable IdempotencyKey once, Writer writer, UUID ticketId, TicketMessageRequest request) {
        return idempotency
                .once(once, request, MessageView.class, reservation -> limited(writer)
                        .flatMap(allowed -> database.inTransaction(tx -> accountOf(tx, writer)
                                .flatMap(account -> say(tx, account, ticketId, writer.actor(), request.text()))
                                .call(said -> reservation.complete(tx, said)))))
                .invoke(events::nudge);
    }

    private Uni<MessageView> say(SqlConnection tx, Account account, UUID ticketId, String actor, String text) {
        return there(tickets.lock(tx, account.id(), ticketId))
                .call(ticket -> refuseClosed(tx, account.id(), ticket))
                .flatMap(ticket -> conversation.say(tx, account, ticket, Author.CLIENT, actor, text))
                .map(said -> MessageView.of(said.message()));
    }

    private Uni<Void> refuseClosed(SqlConnection tx, UUID accountId, Ticket ticket) {
        return tickets.lockOpen(tx, accountId, ticket.topic())
                .map(open -> TicketRules.onClientMessage(ticket.status(), open != null))
                .invoke(effect -> {
                    if (effect == TicketRules.Effect.REFUSE) {
                        throw Refusal.of(ErrorCode.TICKET_CLOSED);
                    }
                })
                .replaceWithVoid();
    }

    /** The account's tickets, newest first. */
    Uni<List<TicketView>> list(UUID accountId, @Nullable UUID before, int limit) {
        return tickets.list(accountId, before, limit)
                .map(found -> found.stream().map(TicketView::of).toList());
    }

    /** The account's ticket with what was said; fails with {@code 404} for one that is not the account's. */
    Uni<TicketDetail> get(UUID accountId, UUID id) {
        return there(tickets.find(accountId, id))
                .flatMap(ticket -> messages.of(id).map(said -> TicketDetail.of(ticket, said)));
    }

    private Uni<Void> limited(Writer writer) {
        return rateLimiter.enforce(perAccount, writer.accountId().toString());
    }

    private Uni<Account> accountOf(SqlConnection tx, Writer writer) {
        return accounts.lockOrRefuse(tx, writer.accountId()).invoke(account -> {
            // A key may name it still; what was erased is not to be filled again.
            if (account.closedAt() != null) {
                throw Refusal.of(ErrorCode.NOT_FOUND);
            }
        });
    }

    private static <T> Uni<T> there(Uni<@Nullable T> found) {
        return found.onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }
}
