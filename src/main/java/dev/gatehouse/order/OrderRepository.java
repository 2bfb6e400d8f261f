package dev.gatehouse.order;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of orders. */
@ApplicationScoped
class OrderRepository {
    private static final String COLUMNS =
            """
            id, account_id, kind, status, product, quantity, term, service_id, reference, amount_value, \
            amount_currency, created_at, expires_at, confirmed_at""";

    private final Database database;

    OrderRepository(Database database) {
        this.database = database;
    }

    /**
     * An order and whose it is.
     *
     * @param accountId the account
     * @param view what everybody sees of it
     */
    record Stored(UUID accountId, OrderView view) {}

    /** What an order is about: the service, where it is there already. */
    record Ordered(UUID orderId, @Nullable String serviceId) {}

    Uni<Void> insert(SqlConnection tx, UUID accountId, UUID decisionId, Initiator initiator, OrderView order) {
        Money amount = order.amount();
        return tx.preparedQuery(
                        """
                        insert into purchase_order (id, account_id, decision_id, kind, status, product, quantity, term, \
                        service_id, reference, amount_value, amount_currency, initiator, created_at, expires_at) \
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)""")
                .execute(Tuple.tuple()
                        .addValue(order.id())
                        .addValue(accountId)
                        .addValue(decisionId)
                        .addValue(order.kind().wireName())
                        .addValue(order.status().wireName())
                        .addValue(order.product())
                        .addValue(order.quantity())
                        .addValue(order.term())
                        .addValue(order.serviceId())
                        .addValue(order.reference())
                        .addValue(amount == null ? null : amount.decimal())
                        .addValue(amount == null ? null : amount.currency())
                        .addValue(initiator.wireName())
                        .addValue(time(order.createdAt()))
                        .addValue(time(order.expiresAt())))
                .replaceWithVoid();
    }

    /** The order of that account, or {@code null}. */
    Uni<@Nullable OrderView> find(UUID accountId, UUID id) {
        return database.client()
                .preparedQuery("select " + COLUMNS + " from purchase_order where id = $1 and account_id = $2")
                .execute(Tuple.of(id, accountId))
                .map(rows -> Rows.first(rows, row -> read(row).view()));
    }

    /** Whose order it is, or {@code null} if there is none of that id. */
    Uni<@Nullable UUID> owner(UUID id) {
        return database.client()
                .preparedQuery("select account_id from purchase_order where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, row -> row.getUUID("account_id")));
    }

    /** The order with its row locked, or {@code null}. */
    Uni<@Nullable Stored> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery("select " + COLUMNS + " from purchase_order where id = $1 for update")
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, OrderRepository::read));
    }

    /** That many of an account's orders, newest first, older than {@code before} if it is given. */
    Uni<List<OrderView>> list(UUID accountId, @Nullable UUID before, int limit) {
        return database.client()
                .preparedQuery(
                        "select " + COLUMNS
                                + " from purchase_order where account_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3")
                .execute(Tuple.of(accountId, before, limit))
                .map(rows -> Rows.all(rows, row -> read(row).view()));
    }

    /** Whether the account has an order already. */
    Uni<Boolean> any(UUID accountId) {
        return database.client()
                .preparedQuery("select 1 from purchase_order where account_id = $1 limit 1")
                .execute(Tuple.of(accountId))
                .map(rows -> rows.size() == 1);
    }

    /** What of an account's newest orders, newest first, is about a service: a service's id where it is named. */
    Uni<List<Ordered>> services(SqlClient sql, UUID accountId, int limit) {
        return sql.preparedQuery(
                        """
                        select id, service_id from (
                            select id, kind, service_id from purchase_order where account_id = $1
                            order by id desc limit $2) newest
                        where kind in ('purchase', 'renewal', 'upgrade') order by id desc""")
                .execute(Tuple.of(accountId, limit))
                .map(rows -> Rows.all(rows, row -> new Ordered(row.getUUID("id"), row.getString("service_id"))));
    }

    /** Confirms the order with what is sold; the caller holds its lock and has found it accepted. */
    Uni<OrderView> confirm(SqlConnection tx, UUID id, @Nullable Money amount, @Nullable String reference, Instant now) {
        return tx.preparedQuery(
                        """
                        update purchase_order set status = 'confirmed', confirmed_at = $2, \
                        amount_value = coalesce(amount_value, $3), amount_currency = coalesce(amount_currency, $4), \
                        reference = coalesce(reference, $5) where id = $1 returning\s"""
                                + COLUMNS)
                .execute(Tuple.of(
                        id,
                        time(now),
                        amount == null ? null : amount.decimal(),
                        amount == null ? null : amount.currency(),
                        reference))
                .map(rows -> read(rows.iterator().next()).view());
    }

    private static Stored read(Row row) {
        BigDecimal value = row.getBigDecimal("amount_value");
        return new Stored(
                row.getUUID("account_id"),
                new OrderView(
                        row.getUUID("id"),
                        OrderKind.of(row.getString("kind")),
                        OrderStatus.of(row.getString("status")),
                        row.getString("product"),
                        row.getInteger("quantity"),
                        row.getString("term"),
                        row.getString("service_id"),
                        row.getString("reference"),
                        value == null ? null : new Money(value.toPlainString(), row.getString("amount_currency")),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("expires_at").toInstant(),
                        Rows.instant(row, "confirmed_at")));
    }
}
