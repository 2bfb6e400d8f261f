package dev.gatehouse.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What an account has ordered, for other features. */
@ApplicationScoped
public class OrderHistory {
    private final OrderRepository orders;

    OrderHistory(OrderRepository orders) {
        this.orders = orders;
    }

    /** The newest orders of an account. */
    public Uni<List<OrderView>> newest(UUID accountId, int limit) {
        return orders.list(accountId, null, limit);
    }
}
