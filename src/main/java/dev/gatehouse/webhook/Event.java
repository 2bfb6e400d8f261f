package dev.gatehouse.webhook;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened.
 *
 * @param accountId whose account it is about; events of one account arrive in their order; {@code null} for a ticket of
 *     somebody who has none
 * @param resellerId the reseller that registered the account, who then hears of it, too; {@code null} without one
 * @param data the event's own fields: ids and states, no personal data; {@code accountId} is added
 */
public record Event(EventType type, @Nullable UUID accountId, @Nullable UUID resellerId, JsonObject data) {}
