package dev.gatehouse.order;

import dev.gatehouse.kyc.OrderedServices;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What an account has ordered here, from its newest 200 orders, accepted and confirmed. A purchase has no service yet that
 * is known here: the panel knows it by the order that it confirmed.
 */
@ApplicationScoped
class ServicesOrdered implements OrderedServices {
    private static final int LOOK_BACK = 200;

    private final OrderRepository orders;

    ServicesOrdered(OrderRepository orders) {
        this.orders = orders;
    }

    @Override
    public Uni<JsonArray> of(SqlClient sql, UUID accountId) {
        return orders.services(sql, accountId, LOOK_BACK).map(ServicesOrdered::once);
    }

    private static JsonArray once(List<OrderRepository.Ordered> ordered) {
        Set<String> seen = new HashSet<>();
        JsonArray services = new JsonArray();
        for (OrderRepository.Ordered order : ordered) {
            String service = order.serviceId();
            if (service == null) {
                services.add(new JsonObject().put("orderId", order.orderId().toString()));
            } else if (seen.add(service)) {
                services.add(new JsonObject().put("serviceId", service));
            }
        }
        return services;
    }
}
