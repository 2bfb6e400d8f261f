package dev.gatehouse.kyc;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.UUID;

/** What an account has ordered here, so that the panel can hold back a deletion while the client is under KYC. */
public interface OrderedServices {
    /**
     * The services of the account's newest orders, newest first, each once: {@code {"serviceId"}} where the order names
     * one, else {@code {"orderId"}}. Bounded.
     */
    Uni<JsonArray> of(SqlClient sql, UUID accountId);
}
