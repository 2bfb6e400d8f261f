package dev.gatehouse.ticket;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.messaging.Channel;
import dev.gatehouse.messaging.MessageHistory;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff see of the desk. */
@ApplicationScoped
public class TicketLooks {
    private static final int MOST_SMS = 50;

    private final Database database;
    private final TicketRepository tickets;
    private final TicketMessages messages;
    private final Accounts accounts;
    private final MessageHistory history;

    TicketLooks(
            Database database,
            TicketRepository tickets,
            TicketMessages messages,
            Accounts accounts,
            MessageHistory history) {
        this.database = database;
        this.tickets = tickets;
        this.messages = messages;
        this.accounts = accounts;
        this.history = history;
    }

    /** That many tickets, newest first, older than {@code before} if it is given; what is {@code null} does not matter. */
    public Uni<List<StaffTicketView>> list(
            @Nullable TicketStatus status, @Nullable Topic topic, @Nullable UUID before, int limit) {
        return tickets.search(status, topic, before, limit).map(TicketLooks::views);
    }

    /** The newest tickets of an account. */
    public Uni<List<StaffTicketView>> newest(UUID accountId, int limit) {
        return tickets.list(accountId, null, limit).map(TicketLooks::views);
    }

    private static List<StaffTicketView> views(List<Ticket> found) {
        return found.stream().map(StaffTicketView::of).toList();
    }

    /**
     * A ticket with what was said, whose it is, and, where no SMS has come, what the gateways said. Fails with {@code
     * 404} if there is no such ticket.
     */
    public Uni<StaffTicketDetail> get(UUID id) {
        return tickets.find(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .flatMap(ticket -> owner(ticket).flatMap(account -> gather(ticket, account)));
    }

    /** The ticket's account, or the one that has proven the mailbox which somebody without an account named. */
    private Uni<@Nullable Account> owner(Ticket ticket) {
        if (ticket.accountId() != null) {
            return accounts.find(ticket.accountId());
        }
        EmailAddress contact = EmailAddress.parse(ticket.contactEmail());
        return contact == null ? Uni.createFrom().nullItem() : accounts.verifiedOwner(database.client(), contact.key());
    }

    private Uni<StaffTicketDetail> gather(Ticket ticket, @Nullable Account account) {
        AccountView view = account == null ? null : AccountView.of(account);
        boolean own = ticket.accountId() != null;
        return Uni.combine()
                .all()
                .unis(messages.of(ticket.id()), sms(ticket, account))
                .with((said, sends) -> new StaffTicketDetail(
                        StaffTicketView.of(ticket),
                        said.stream().map(StaffMessageView::of).toList(),
                        own ? view : null,
                        own ? null : view,
                        sends));
    }

    private Uni<List<StaffTicketDetail.SmsSend>> sms(Ticket ticket, @Nullable Account account) {
        return account == null || ticket.topic() != Topic.SMS_NOT_RECEIVED
                ? Uni.createFrom().item(List.of())
                : history.newest(account.id(), Channel.SMS, MOST_SMS)
                        .map(sent ->
                                sent.stream().map(StaffTicketDetail.SmsSend::of).toList());
    }
}
