package dev.gatehouse.staff;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.ResellerKeys;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.reseller.Reseller;
import dev.gatehouse.reseller.Resellers;
import dev.gatehouse.staff.StaffKeysResource.KeyView;
import dev.gatehouse.webhook.ResellerEndpoints;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff do about resellers and their keys: each act in one transaction with its entry in the audit log. */
@ApplicationScoped
class StaffResellers {
    private final Database database;
    private final Idempotency idempotency;
    private final Resellers resellers;
    private final ResellerKeys keys;
    private final ResellerEndpoints endpoints;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    StaffResellers(
            Database database,
            Idempotency idempotency,
            Resellers resellers,
            ResellerKeys keys,
            ResellerEndpoints endpoints,
            AuditLog audit,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.idempotency = idempotency;
        this.resellers = resellers;
        this.keys = keys;
        this.endpoints = endpoints;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes a reseller in, once per key. */
    Uni<Outcome<StaffResellerView>> create(
            StaffResellerRequest request, List<String> networks, @Nullable IdempotencyKey once, Caller caller) {
        Reseller reseller = new Reseller(
                ids.next(), request.name().strip(), networks, clock.instant().truncatedTo(ChronoUnit.MILLIS), null);
        StaffResellerView view = StaffResellerView.of(reseller);
        JsonObject detail = new JsonObject().put("networks", new JsonArray(networks));
        return idempotency.once(
                once,
                request,
                StaffResellerView.class,
                reservation -> database.inTransaction(tx -> resellers
                        .insert(tx, reseller, caller.actor())
                        .flatMap(any -> reservation.complete(tx, view))
                        .flatMap(any -> record(tx, caller, "reseller.created", reseller.id(), detail))
                        .replaceWith(view)));
    }

    /** Changes name and networks; fails with {@code 404}. */
    Uni<StaffResellerView> change(UUID id, String name, List<String> networks, Caller caller) {
        return database.inTransaction(tx -> locked(tx, id).flatMap(before -> {
            Reseller after = new Reseller(id, name.strip(), networks, before.createdAt(), before.suspendedAt());
            JsonObject detail = new JsonObject()
                    .put("renamed", !before.name().equals(after.name()))
                    .put("before", new JsonArray(before.networks()))
                    .put("after", new JsonArray(networks));
            return resellers
                    .update(tx, after)
                    .flatMap(any -> record(tx, caller, "reseller.changed", id, detail))
                    .replaceWith(StaffResellerView.of(after));
        }));
    }

    /**
     * Suspends or reinstates; fails with {@code 404}. The keys of a suspended reseller are none from the commit on, and
     * its webhook endpoints are told nothing. What is so already stays so, and is recorded each time.
     */
    Uni<StaffResellerView> suspend(UUID id, boolean suspend, String reason, Caller caller) {
        return database.inTransaction(tx -> locked(tx, id).flatMap(before -> {
            Reseller after = suspend == before.suspended()
                    ? before
                    : new Reseller(
                            id,
                            before.name(),
                            before.networks(),
                            before.createdAt(),
                            suspend ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : null);
            return resellers
                    .update(tx, after)
                    .flatMap(any -> suspend ? keys.block(tx, id) : keys.unblock(tx, id))
                    .flatMap(any -> suspend ? endpoints.block(tx, id) : endpoints.unblock(tx, id))
                    .flatMap(any -> record(
                            tx,
                            caller,
                            suspend ? "reseller.suspended" : "reseller.reinstated",
                            id,
                            new JsonObject().put("reason", reason)))
                    .replaceWith(StaffResellerView.of(after));
        }));
    }

    /**
     * Makes a key, once per idempotency key; fails with {@code 404}. A replay tells the same key without its secret, since
     * no stored answer holds one. A key of a suspended reseller is good once the reseller is reinstated.
     */
    Uni<Outcome<KeyView>> makeKey(
            UUID resellerId,
            @Nullable String name,
            Set<String> scopes,
            Object body,
            @Nullable IdempotencyKey once,
            Caller caller) {
        return idempotency.once(
                once,
                body,
                KeyView.class,
                reservation -> database.inTransaction(tx -> locked(tx, resellerId)
                        .flatMap(reseller -> keys.create(
                                        tx, resellerId, name == null ? reseller.name() : name.strip(), scopes, caller)
                                .call(made -> reseller.suspended()
                                        ? keys.block(tx, resellerId)
                                        : Uni.createFrom().voidItem()))
                        .call(made -> reservation.complete(tx, KeyView.of(made.key(), null)))
                        .call(made -> record(
                                tx,
                                caller,
                                "reseller.key-made",
                                resellerId,
                                new JsonObject()
                                        .put("key", made.key().id().toString())
                                        .put("scopes", new JsonArray(List.copyOf(new TreeSet<>(scopes))))))
                        .map(made -> KeyView.of(made.key(), made.secret()))));
    }

    /** The keys of a reseller that are not revoked; fails with {@code 404}. */
    Uni<List<KeyView>> keys(UUID resellerId) {
        return resellers
                .find(resellerId)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .flatMap(any -> keys.list(resellerId))
                .map(found -> found.stream().map(key -> KeyView.of(key, null)).toList());
    }

    /** Revokes a key of that reseller at once; fails with {@code 404}. */
    Uni<Void> revokeKey(UUID resellerId, UUID keyId, Caller caller) {
        return database.inTransaction(tx -> locked(tx, resellerId)
                .flatMap(reseller -> keys.revoke(tx, resellerId, keyId))
                .invoke(revoked -> {
                    if (!revoked) {
                        throw Refusal.of(ErrorCode.NOT_FOUND);
                    }
                })
                .flatMap(revoked -> record(
                        tx,
                        caller,
                        "reseller.key-revoked",
                        resellerId,
                        new JsonObject().put("key", keyId.toString()))));
    }

    private Uni<Reseller> locked(SqlConnection tx, UUID id) {
        return resellers.lock(tx, id).onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    private Uni<Void> record(SqlConnection tx, Caller caller, String action, UUID resellerId, JsonObject detail) {
        return audit.record(tx, new Act(caller.actor(), action, "reseller:" + resellerId, detail));
    }
}
