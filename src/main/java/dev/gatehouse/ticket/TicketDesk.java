package dev.gatehouse.ticket;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.Outbox;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.idempotency.Reservation;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.webhook.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff do at the desk: each act is audited in its transaction, without what was said. */
@ApplicationScoped
public class TicketDesk {
    private static final Duration NOTICE_LIFETIME = Duration.ofDays(3);

    private final Database database;
    private final Idempotency idempotency;
    private final Accounts accounts;
    private final TicketRepository tickets;
    private final Conversation conversation;
    private final Outbox outbox;
    private final Events events;
    private final AuditLog audit;
    private final Clock clock;

    TicketDesk(
            Database database,
            Idempotency idempotency,
            Accounts accounts,
            TicketRepository tickets,
            Conversation conversation,
            Outbox outbox,
            Events events,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.idempotency = idempotency;
        this.accounts = accounts;
        this.tickets = tickets;
        this.conversation = conversation;
        this.outbox = outbox;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Answers a ticket, and mails the client. A closed ticket takes an answer, too, and stays closed. Fails with {@code
     * 404} if there is no such ticket.
     */
    public Uni<Outcome<StaffMessageView>> reply(
            @Nullable IdempotencyKey once, UUID ticketId, String actor, TicketMessageRequest request) {
        return idempotency
                .once(
                        once,
                        request,
                        StaffMessageView.class,
                        reservation ->
                                database.inTransaction(tx -> reply(tx, ticketId, actor, request.text(), reservation)))
                .invoke(() -> {
                    outbox.nudge();
                    events.nudge();
                });
    }

    private Uni<StaffMessageView> reply(
            SqlConnection tx, UUID ticketId, String actor, String text, Reservation reservation) {
        return there(tickets.find(tx, ticketId))
                .flatMap(ticket -> lockOwner(tx, ticket))
                .flatMap(account -> there(tickets.lock(tx, ticketId))
                        .flatMap(ticket -> conversation.say(tx, account, ticket, Author.STAFF, actor, text))
                        .call(said -> mail(tx, said.ticket(), account, text))
                        .flatMap(said -> {
                            StaffMessageView view = StaffMessageView.of(said.message());
                            return reservation
                                    .complete(tx, view)
                                    .flatMap(completed -> audit.record(tx, act(actor, "ticket.replied", said.ticket())))
                                    .replaceWith(view);
                        }));
    }

    private Uni<@Nullable Account> lockOwner(SqlConnection tx, Ticket ticket) {
        UUID accountId = ticket.accountId();
        return accountId == null ? Uni.createFrom().nullItem() : accounts.lock(tx, accountId);
    }

    private Uni<Void> mail(SqlConnection tx, Ticket ticket, @Nullable Account account, String text) {
        Mail mail = TicketMail.replied(ticket, account, text, clock.instant().plus(NOTICE_LIFETIME));
        return mail == null ? Uni.createFrom().voidItem() : outbox.add(tx, mail).replaceWithVoid();
    }

    /** Closes a ticket; one that is closed stays as it is. Fails with {@code 404} if there is no such ticket. */
    public Uni<StaffTicketView> close(UUID ticketId, String actor) {
        return database.inTransaction(tx -> there(tickets.lock(tx, ticketId))
                .flatMap(ticket -> ticket.status() == TicketStatus.CLOSED
                        ? Uni.createFrom().item(ticket)
                        : close(tx, ticket, actor))
                .map(StaffTicketView::of));
    }

    private Uni<Ticket> close(SqlConnection tx, Ticket ticket, String actor) {
        Ticket closed = ticket.closed(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return tickets.update(tx, closed)
                .flatMap(updated -> audit.record(tx, act(actor, "ticket.closed", closed)))
                .replaceWith(closed);
    }

    private static Act act(String actor, String action, Ticket ticket) {
        JsonObject detail = new JsonObject()
                .put("number", ticket.number())
                .put("topic", ticket.topic().wireName());
        if (ticket.accountId() != null) {
            detail.put("accountId", ticket.accountId().toString());
        }
        return new Act(actor, action, "ticket:" + ticket.id(), detail);
    }

    private static <T> Uni<T> there(Uni<@Nullable T> found) {
        return found.onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }
}
