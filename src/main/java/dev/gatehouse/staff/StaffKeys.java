package dev.gatehouse.staff;

import dev.gatehouse.access.ApiKeys;
import dev.gatehouse.access.Caller;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.staff.StaffKeysResource.KeyView;
import dev.gatehouse.staff.StaffKeysResource.NewKeyRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes keys, once per {@link IdempotencyKey}, and revokes them; both are audited. */
@ApplicationScoped
class StaffKeys {
    private final Database database;
    private final Idempotency idempotency;
    private final ApiKeys keys;
    private final AuditLog audit;

    StaffKeys(Database database, Idempotency idempotency, ApiKeys keys, AuditLog audit) {
        this.database = database;
        this.idempotency = idempotency;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * Makes a key. A replay tells the same key without its secret, since no stored answer holds one: whoever lost the
     * first answer revokes the key and makes another.
     */
    Uni<Outcome<KeyView>> create(NewKeyRequest request, @Nullable IdempotencyKey once, Caller caller) {
        return idempotency.once(
                once,
                request,
                KeyView.class,
                reservation -> database.inTransaction(tx -> keys.create(tx, request.name(), request.scopes(), caller)
                        .call(made -> reservation.complete(tx, KeyView.of(made.key(), null)))
                        .call(made -> audit.record(tx, created(made.key(), caller)))
                        .map(made -> KeyView.of(made.key(), made.secret()))));
    }

    private static Act created(ApiKeys.ApiKey key, Caller caller) {
        JsonObject detail = new JsonObject()
                .put("prefix", key.prefix())
                .put("scopes", new JsonArray(List.copyOf(new TreeSet<>(key.scopes()))));
        return new Act(caller.actor(), "key.created", "key:" + key.id(), detail);
    }

    /** Revokes one of the provider's own keys at once; {@code false} if there is none of that id. */
    Uni<Boolean> revoke(UUID id, String actor) {
        return database.inTransaction(tx -> keys.revoke(tx, id)
                .call(revoked -> revoked
                        ? audit.record(tx, new Act(actor, "key.revoked", "key:" + id, new JsonObject()))
                        : Uni.createFrom().voidItem()));
    }
}
