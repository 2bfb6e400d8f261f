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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code ticket_message}. */
@ApplicationScoped
class TicketMessages {
    /** The most that are shown of one ticket. */
    private static final int SHOWN = 200;

    private final Database database;

    TicketMessages(Database database) {
        this.database = database;
    }

    Uni<Void> add(SqlConnection tx, TicketMessage message) {
        return tx.preparedQuery(
                        "insert into ticket_message (id, ticket_id, author, actor, text, created_at) values ($1, $2, $3, $4, $5, $6)")
                .execute(Tuple.of(
                        message.id(),
                        message.ticketId(),
                        message.author().wireName(),
                        message.actor(),
                        message.text(),
                        time(message.createdAt())))
                .replaceWithVoid();
    }

    /** The last message of a ticket, or {@code null}. */
    Uni<@Nullable TicketMessage> last(SqlConnection tx, UUID ticketId) {
        return newest(tx, ticketId, 1).map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** What was said in a ticket: the newest 200 messages, the oldest of them first. */
    Uni<List<TicketMessage>> of(UUID ticketId) {
        return newest(database.client(), ticketId, SHOWN).map(found -> {
            List<TicketMessage> ordered = new ArrayList<>(found);
            Collections.reverse(ordered);
            return List.copyOf(ordered);
        });
    }

    private static Uni<List<TicketMessage>> newest(SqlClient client, UUID ticketId, int limit) {
        return client.preparedQuery(
                        "select id, ticket_id, author, actor, text, created_at from ticket_message where ticket_id = $1 order by id desc limit $2")
                .execute(Tuple.of(ticketId, limit))
                .map(rows -> Rows.all(rows, TicketMessages::read));
    }

    private static TicketMessage read(Row row) {
        return new TicketMessage(
                row.getUUID("id"),
                row.getUUID("ticket_id"),
                Author.of(row.getString("author")),
                row.getString("actor"),
                row.getString("text"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
