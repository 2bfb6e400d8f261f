package dev.gatehouse.staff;

import dev.gatehouse.access.ApiKeys;
import dev.gatehouse.access.Caller;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.staff.StaffKeysResource.KeyView;
import dev.gatehouse.staff.StaffKeysResource.NewKeyRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Makes keys, once per {@link IdempotencyKey}. */
@ApplicationScoped
class StaffKeys {
    private final Database database;
    private final Idempotency idempotency;
    private final ApiKeys keys;

    StaffKeys(Database database, Idempotency idempotency, ApiKeys keys) {
        this.database = database;
        this.idempotency = idempotency;
        this.keys = keys;
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
                        .map(made -> KeyView.of(made.key(), made.secret()))));
    }
}
