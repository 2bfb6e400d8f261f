package dev.gatehouse.order;

import dev.gatehouse.account.Account;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.webhook.Event;
import dev.gatehouse.webhook.EventType;
import dev.gatehouse.webhook.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the panel and the reseller what became of orders, in the transaction that decides. */
@ApplicationScoped
class OrderEvents {
    private final Events events;

    OrderEvents(Events events) {
        this.events = events;
    }

    Uni<Void> accepted(SqlConnection tx, Account account, OrderView order) {
        return publish(tx, EventType.ORDER_ACCEPTED, account, about(order));
    }

    Uni<Void> confirmed(SqlConnection tx, Account account, OrderView order) {
        return publish(tx, EventType.ORDER_CONFIRMED, account, about(order));
    }

    /** The code that the client was told, never the check that decided. What was only put off is not refused. */
    Uni<Void> refused(SqlConnection tx, Account account, OrderKind kind, Refusal refusal) {
        if (refusal.code() == ErrorCode.SCREENING_UNAVAILABLE) {
            return Uni.createFrom().voidItem();
        }
        JsonObject data = new JsonObject()
                .put("kind", kind.wireName())
                .put("code", refusal.code().code());
        return publish(tx, EventType.ORDER_REFUSED, account, data);
    }

    /** To be called after the commit. */
    void nudge() {
        events.nudge();
    }

    private Uni<Void> publish(SqlConnection tx, EventType type, Account account, JsonObject data) {
        return events.publish(tx, new Event(type, account.id(), account.resellerId(), data));
    }

    private static JsonObject about(OrderView order) {
        return new JsonObject()
                .put("orderId", order.id().toString())
                .put("kind", order.kind().wireName())
                .put("status", order.status().wireName());
    }
}
