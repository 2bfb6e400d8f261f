package dev.gatehouse.order;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an order can be confirmed with what is about to be sold. Pure. */
final class OrderConfirmation {
    private OrderConfirmation() {}

    /** Throws the refusal, if there is one: confirmed already, expired, or another amount or reference. */
    static void check(OrderView order, @Nullable Money amount, @Nullable String reference, Instant now) {
        if (order.status() == OrderStatus.CONFIRMED) {
            throw Refusal.of(ErrorCode.ORDER_ALREADY_CONFIRMED);
        }
        if (!order.expiresAt().isAfter(now)) {
            throw Refusal.of(ErrorCode.ORDER_EXPIRED);
        }
        boolean otherAmount = amount != null && order.amount() != null && !amount.sameAs(order.amount());
        boolean otherReference = reference != null && order.reference() != null && !reference.equals(order.reference());
        if (otherAmount || otherReference) {
            throw Refusal.of(ErrorCode.ORDER_MISMATCH);
        }
    }
}
