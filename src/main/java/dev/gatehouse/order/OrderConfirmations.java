package dev.gatehouse.order;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds the decision on an order to what is sold, once. */
@ApplicationScoped
class OrderConfirmations {
    private final Database database;
    private final Accounts accounts;
    private final OrderRepository orders;
    private final OrderEvents events;
    private final Clock clock;
    private final OrderMetrics metrics;

    OrderConfirmations(
            Database database,
            Accounts accounts,
            OrderRepository orders,
            OrderEvents events,
            Clock clock,
            OrderMetrics metrics) {
        this.database = database;
        this.accounts = accounts;
        this.orders = orders;
        this.events = events;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Whose order it is; fails with {@code 404}. */
    Uni<UUID> owner(UUID id) {
        return orders.owner(id).onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /** Confirms an order. The account's standing counts again: who has come under KYC since buys nothing. */
    Uni<OrderView> confirm(UUID accountId, UUID id, @Nullable Money amount, @Nullable String reference) {
        return database.inTransaction(
                        tx -> accounts.lockOrRefuse(tx, accountId),
                        (tx, account) -> confirm(tx, account, id, amount, reference))
                .invoke(events::nudge)
                .invoke(order -> metrics.count("confirmed"));
    }

    private Uni<OrderView> confirm(
            SqlConnection tx, Account account, UUID id, @Nullable Money amount, @Nullable String reference) {
        return orders.lock(tx, id).flatMap(stored -> {
            if (stored == null || !stored.accountId().equals(account.id())) {
                throw Refusal.of(ErrorCode.NOT_FOUND);
            }
            Instant now = clock.instant();
            OrderConfirmation.check(stored.view(), amount, reference, now);
            Refusal standing = OrderGuard.standing(account);
            if (standing != null) {
                throw standing;
            }
            return orders.confirm(tx, id, amount, reference, now).call(order -> events.confirmed(tx, account, order));
        });
    }
}
