package dev.gatehouse.ticket;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code ticket}. A client's ticket is opened, and takes messages, under its account's lock. */
@ApplicationScoped
class TicketRepository {
    private static final String COLUMNS =
            """
            id, number, account_id, contact_email, locale, topic, status, created_at, closed_at, last_message_at, \
            last_message_by""";

    private final Database database;

    TicketRepository(Database database) {
        this.database = database;
    }

    /**
     * A ticket that is about to be opened by a client's message.
     *
     * @param accountId whose it is; {@code null} for somebody who could not sign in
     */
    record Draft(
            UUID id,
            @Nullable UUID accountId,
            @Nullable String contactEmail,
            @Nullable String locale,
            Topic topic,
            Instant createdAt) {
        @Override
        public String toString() {
            return "Draft[" + id + ']';
        }
    }

    Uni<Ticket> insert(SqlConnection tx, Draft draft) {
        return tx.preparedQuery(
                        """
                        insert into ticket (id, account_id, contact_email, locale, topic, status, created_at, \
                        last_message_at, last_message_by) \
                        values ($1, $2, $3, $4, $5, 'open', $6, $6, 'client') returning\s"""
                                + COLUMNS)
                .execute(Tuple.tuple()
                        .addValue(draft.id())
                        .addValue(draft.accountId())
                        .addValue(draft.contactEmail())
                        .addValue(draft.locale())
                        .addValue(draft.topic().wireName())
                        .addValue(time(draft.createdAt())))
                .map(rows -> read(rows.iterator().next()));
    }

    /** The account's open ticket on a topic with its row locked, or {@code null}. */
    Uni<@Nullable Ticket> lockOpen(SqlConnection tx, UUID accountId, Topic topic) {
        return one(
                tx,
                "account_id = $1 and topic = $2 and status = 'open' for update",
                Tuple.of(accountId, topic.wireName()));
    }

    /** The ticket, or {@code null}. */
    Uni<@Nullable Ticket> find(UUID id) {
        return one(database.client(), "id = $1", Tuple.of(id));
    }

    /** The ticket as a transaction sees it, or {@code null}. */
    Uni<@Nullable Ticket> find(SqlConnection tx, UUID id) {
        return one(tx, "id = $1", Tuple.of(id));
    }

    /** That account's ticket, or {@code null}. */
    Uni<@Nullable Ticket> find(UUID accountId, UUID id) {
        return one(database.client(), "id = $1 and account_id = $2", Tuple.of(id, accountId));
    }

    /** The ticket with its row locked, or {@code null}. */
    Uni<@Nullable Ticket> lock(SqlConnection tx, UUID id) {
        return one(tx, "id = $1 for update", Tuple.of(id));
    }

    /** That account's ticket with its row locked, or {@code null}. */
    Uni<@Nullable Ticket> lock(SqlConnection tx, UUID accountId, UUID id) {
        return one(tx, "id = $1 and account_id = $2 for update", Tuple.of(id, accountId));
    }

    /** Writes what can change of a ticket whose row is locked. */
    Uni<Void> update(SqlConnection tx, Ticket ticket) {
        Instant closedAt = ticket.closedAt();
        return tx.preparedQuery(
                        """
                        update ticket set status = $2, closed_at = $3, last_message_at = $4, last_message_by = $5 \
                        where id = $1""")
                .execute(Tuple.of(
                        ticket.id(),
                        ticket.status().wireName(),
                        closedAt == null ? null : time(closedAt),
                        time(ticket.lastMessageAt()),
                        ticket.lastMessageBy().wireName()))
                .replaceWithVoid();
    }

    /** That many of an account's tickets, newest first, older than {@code before} if it is given. */
    Uni<List<Ticket>> list(UUID accountId, @Nullable UUID before, int limit) {
        return many(
                "account_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3",
                Tuple.of(accountId, before, limit));
    }

    /**
     * That many tickets, newest first, older than {@code before} if it is given; what is {@code null} does not matter.
     * Each filter, and both together, have an index that ends in the id.
     */
    Uni<List<Ticket>> search(@Nullable TicketStatus status, @Nullable Topic topic, @Nullable UUID before, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Tuple parameters = Tuple.tuple();
        add(conditions, parameters, "status = $", status == null ? null : status.wireName());
        add(conditions, parameters, "topic = $", topic == null ? null : topic.wireName());
        add(conditions, parameters, "id < $", before);
        parameters.addInteger(limit);
        return many(String.join(" and ", conditions) + " order by id desc limit $" + parameters.size(), parameters);
    }

    private static void add(List<String> conditions, Tuple parameters, String condition, @Nullable Object value) {
        if (value != null) {
            parameters.addValue(value);
            conditions.add(condition + parameters.size());
        }
    }

    /** When the {@code most}-th newest ticket without an account was opened, if that was after {@code since}, or {@code null}. */
    Uni<@Nullable Instant> anonymousSince(SqlConnection tx, Instant since, int most) {
        return tx.preparedQuery(
                        """
                        select created_at from ticket where account_id is null and created_at > $1 \
                        order by created_at desc offset $2 limit 1""")
                .execute(Tuple.of(time(since), most - 1))
                .map(rows -> Rows.first(
                        rows, row -> row.getOffsetDateTime("created_at").toInstant()));
    }

    private static Uni<@Nullable Ticket> one(SqlClient client, String where, Tuple parameters) {
        return client.preparedQuery("select " + COLUMNS + " from ticket where " + where)
                .execute(parameters)
                .map(rows -> Rows.first(rows, TicketRepository::read));
    }

    private Uni<List<Ticket>> many(String where, Tuple parameters) {
        return database.client()
                .preparedQuery("select " + COLUMNS + " from ticket where " + where)
                .execute(parameters)
                .map(rows -> Rows.all(rows, TicketRepository::read));
    }

    private static Ticket read(Row row) {
        return new Ticket(
                row.getUUID("id"),
                row.getLong("number"),
                row.getUUID("account_id"),
                row.getString("contact_email"),
                row.getString("locale"),
                Topic.of(row.getString("topic")),
                TicketStatus.of(row.getString("status")),
                row.getOffsetDateTime("created_at").toInstant(),
                Rows.instant(row, "closed_at"),
                row.getOffsetDateTime("last_message_at").toInstant(),
                Author.of(row.getString("last_message_by")));
    }
}
