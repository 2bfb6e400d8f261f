package dev.gatehouse.webhook;

import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and removes endpoints. Staff see and remove every one, but change, and hold the secrets of, the
 * provider's own alone. What staff do is audited.
 */
@ApplicationScoped
class Endpoints {
    /** How many endpoints an owner may have. */
    static final int MOST = 20;

    private static final Duration OLD_SECRET_LASTS = Duration.ofHours(24);

    private final Database database;
    private final Idempotency idempotency;
    private final EndpointStore store;
    private final Secrets secrets;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Endpoints(
            Database database,
            Idempotency idempotency,
            EndpointStore store,
            Secrets secrets,
            AuditLog audit,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.idempotency = idempotency;
        this.store = store;
        this.secrets = secrets;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes an endpoint. A replay tells the same one without its secret, since no stored answer holds one. */
    Uni<Outcome<EndpointView>> create(EndpointRequest request, @Nullable IdempotencyKey once, Owner owner) {
        return idempotency.once(once, request, EndpointView.class, reservation -> {
            Endpoint endpoint = new Endpoint(
                    ids.next(),
                    owner.reseller(),
                    request.url(),
                    sorted(request),
                    null,
                    null,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            Secrets.New secret = secrets.make(endpoint.id());
            return database.inTransaction(tx -> store.count(tx, owner.reseller())
                    .invoke(Endpoints::refuseTooMany)
                    .flatMap(counted -> store.insert(tx, endpoint, secret.sealed(), owner.actor()))
                    .flatMap(made -> reservation.complete(tx, EndpointView.of(endpoint, null)))
                    .flatMap(kept -> record(tx, owner, "webhook-endpoint.created", endpoint))
                    .replaceWith(() -> EndpointView.of(endpoint, secret.shown())));
        });
    }

    private static void refuseTooMany(int count) {
        if (count >= MOST) {
            throw Refusal.invalid("/url", "too-many", "There can be " + MOST + " endpoints; remove one first.");
        }
    }

    private static List<String> sorted(EndpointRequest request) {
        return request.events().stream().sorted().toList();
    }

    Uni<List<EndpointView>> list(Owner owner, @Nullable UUID before, int limit) {
        return store.list(owner.reseller(), before, limit).map(found -> found.stream()
                .map(endpoint -> EndpointView.of(endpoint, null))
                .toList());
    }

    /** Fails with {@code 404} if the owner sees no such endpoint, as all that follow. */
    Uni<EndpointView> find(Owner owner, UUID id) {
        return there(store.find(owner.reseller(), id)).map(endpoint -> EndpointView.of(endpoint, null));
    }

    /** Another URL and other events; an endpoint that was disabled is enabled. */
    Uni<EndpointView> change(Owner owner, UUID id, EndpointRequest request) {
        return database.inTransaction(tx -> own(tx, owner, id)
                .flatMap(before -> store.change(tx, id, request.url(), sorted(request)))
                .call(after -> record(tx, owner, "webhook-endpoint.changed", after))
                .map(after -> EndpointView.of(after, null)));
    }

    /** Another secret, shown here alone; the old one signs beside it for a day. */
    Uni<EndpointView> rotate(Owner owner, UUID id) {
        Secrets.New secret = secrets.make(id);
        return database.inTransaction(tx -> own(tx, owner, id)
                .flatMap(before -> store.rotate(
                        tx,
                        id,
                        secret.sealed(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(OLD_SECRET_LASTS)))
                .call(after -> record(tx, owner, "webhook-endpoint.secret-rotated", after))
                .map(after -> EndpointView.of(after, secret.shown())));
    }

    /** Removes it: it hears of nothing any more, not of what was due either. */
    Uni<Void> remove(Owner owner, UUID id) {
        return there(store.find(owner.reseller(), id))
                .flatMap(endpoint -> database.inTransaction(tx ->
                        store.remove(tx, id).call(removed -> record(tx, owner, "webhook-endpoint.removed", endpoint))));
    }

    private Uni<Endpoint> own(SqlConnection tx, Owner owner, UUID id) {
        return there(store.lock(tx, owner.reseller(), id)).invoke(endpoint -> {
            if (!Objects.equals(endpoint.resellerId(), owner.reseller())) {
                throw Refusal.of(ErrorCode.FORBIDDEN, "This endpoint is a reseller's, who alone changes it.");
            }
        });
    }

    private static Uni<Endpoint> there(Uni<@Nullable Endpoint> found) {
        return found.onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /** Last in the transaction. URLs stay out of it: a reseller's may hold what is nobody's business for ever. */
    private Uni<Void> record(SqlConnection tx, Owner owner, String action, Endpoint endpoint) {
        if (!owner.isStaff()) {
            return Uni.createFrom().voidItem();
        }
        JsonObject detail = new JsonObject().put("events", new JsonArray(endpoint.events()));
        return audit.record(tx, new Act(owner.actor(), action, "webhook-endpoint:" + endpoint.id(), detail));
    }
}
