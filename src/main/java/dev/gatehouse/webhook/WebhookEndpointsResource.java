package dev.gatehouse.webhook;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /webhook-endpoints}: who is told of what happens to accounts. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/webhook-endpoints")
@Tag(name = "Webhooks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class WebhookEndpointsResource {
    private static final String WITHOUT_SECRET =
            "{\"secret\":null,\"resellerId\":null,\"previousSecretUntil\":null,\"disabledAt\":null}";
    private static final String MADE = "{\"resellerId\":null,\"previousSecretUntil\":null,\"disabledAt\":null}";
    private static final String LISTED = "{\"items\":[{\"id\":\"0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276\","
            + "\"url\":\"https://hooks.example.org/gatehouse\",\"events\":[\"kyc.required\",\"order.accepted\"],"
            + "\"createdAt\":\"2026-11-23T09:30:00Z\"}]}";
    private static final String LOGGED =
            "{\"items\":[{\"eventId\":\"0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276\",\"type\":\"order.accepted\","
                    + "\"accountId\":\"0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31\",\"state\":\"sent\",\"attempts\":1,"
                    + "\"status\":200,\"createdAt\":\"2026-11-23T09:30:00Z\",\"sentAt\":\"2026-11-23T09:30:00Z\"}]}";
    private static final String RETRIED =
            "{\"state\":\"due\",\"attempts\":0,\"status\":null,\"sentAt\":null,\"deadAt\":null}";

    private final Endpoints endpoints;
    private final DeliveryLog log;
    private final SsrfGuard guard;
    private final CurrentCaller current;

    WebhookEndpointsResource(Endpoints endpoints, DeliveryLog log, SsrfGuard guard, CurrentCaller current) {
        this.endpoints = endpoints;
        this.log = log;
        this.guard = guard;
        this.current = current;
    }

    /** Makes an endpoint; its secret is shown in this answer and never again. */
    @POST
    @RolesAllowed({Scopes.WEBHOOKS_WRITE, Scopes.STAFF_ADMIN})
    @Operation(
            operationId = "createWebhookEndpoint",
            summary = "Be told of events",
            description =
                    "A reseller's endpoint hears of the accounts that it registered, the provider's own of all. Deliveries"
                            + " follow Standard Webhooks. The secret is shown here and never again: a replay of an"
                            + " `Idempotency-Key` answers without it.")
    @Answer(status = 201, example = MADE)
    public Uni<RestResponse<EndpointView>> create(
            @NotNull @Valid EndpointRequest body, @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        check(body);
        return owner().flatMap(owner -> endpoints.create(
                        body, IdempotencyKey.of(owner.actor(), "POST /webhook-endpoints", idempotencyKey), owner))
                .map(IdempotentResponse::created);
    }

    /** The caller's endpoints; for staff, everybody's. */
    @GET
    @RolesAllowed({Scopes.WEBHOOKS_WRITE, Scopes.STAFF_READ, Scopes.STAFF_ADMIN})
    @Operation(operationId = "listWebhookEndpoints", summary = "The endpoints, newest first; staff see everybody's")
    @Answer(example = LISTED)
    public Uni<Page<EndpointView>> list(
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return owner().flatMap(owner -> endpoints.list(owner, before, size + 1))
                .map(found -> Page.of(found, size, EndpointView::id));
    }

    /** One endpoint. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Scopes.WEBHOOKS_WRITE, Scopes.STAFF_READ, Scopes.STAFF_ADMIN})
    @Operation(operationId = "getWebhookEndpoint", summary = "One endpoint")
    @Answer(example = WITHOUT_SECRET)
    public Uni<EndpointView> get(@PathParam("id") UUID id) {
        return owner().flatMap(owner -> endpoints.find(owner, id));
    }

    /** Another URL and other events. */
    @PUT
    @Path("/{id}")
    @RolesAllowed({Scopes.WEBHOOKS_WRITE, Scopes.STAFF_ADMIN})
    @Operation(
            operationId = "changeWebhookEndpoint",
            summary = "Change where to and of what; enables one that answered 410 Gone")
    @Answer(example = WITHOUT_SECRET)
    public Uni<EndpointView> change(@PathParam("id") UUID id, @NotNull @Valid EndpointRequest body) {
        check(body);
        return owner().flatMap(owner -> endpoints.change(owner, id, body));
    }

    /** Removes an endpoint. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed({Scopes.WEBHOOKS_WRITE, Scopes.STAFF_ADMIN})
    @Operation(operationId = "removeWebhookEndpoint", summary = "Be told of nothing any more, at once")
    public Uni<Void> remove(@PathParam("id") UUID id) {
        return owner().flatMap(owner -> endpoints.remove(owner, id));
    }

    /** Makes another secret; it is shown in this answer and never again. */
    @POST
    @Path("/{id}/secret")
    @RolesAllowed({Scopes.WEBHOOKS_WRITE, Scopes.STAFF_ADMIN})
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Make another secret",
            description =
                    "Shown here and never again. For 24 hours each delivery carries two signatures, one by each secret; a"
                            + " second rotation within that time ends the oldest at once.")
    @Answer(example = "{\"resellerId\":null,\"disabledAt\":null}")
    public Uni<EndpointView> rotate(@PathParam("id") UUID id) {
        return owner().flatMap(owner -> endpoints.rotate(owner, id));
    }

    /** What became of the events at an endpoint. */
    @GET
    @Path("/{id}/deliveries")
    @RolesAllowed({Scopes.WEBHOOKS_WRITE, Scopes.STAFF_READ, Scopes.STAFF_ADMIN})
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "What became of the events at an endpoint, newest first",
            description = "Kept for 30 days once they are taken, for 90 days once they are given up.")
    @Answer(example = LOGGED)
    public Uni<Page<DeliveryView>> deliveries(
            @PathParam("id") UUID id,
            @QueryParam("state") @Schema(enumeration = {"due", "sent", "dead"}) @Nullable String state,
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        DeliveryView.State only = DeliveryView.State.of(state);
        if (state != null && only == null) {
            throw Refusal.invalid("state", "unknown", "States are due, sent and dead.");
        }
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return owner().flatMap(owner -> log.list(owner, id, only, before, size + 1))
                .map(found -> Page.of(found, size, DeliveryView::eventId));
    }

    /** Tries an event again that was given up. */
    @POST
    @Path("/{id}/deliveries/{eventId}/retry")
    @RolesAllowed({Scopes.WEBHOOKS_WRITE, Scopes.STAFF_ADMIN})
    @Operation(
            operationId = "retryWebhookDelivery",
            summary = "Try an event again that was given up",
            description = "At once, and then for three days more. One that is still due stays as it is.")
    @Answer(example = RETRIED)
    public Uni<DeliveryView> retry(@PathParam("id") UUID id, @PathParam("eventId") UUID eventId) {
        return owner().flatMap(owner -> log.retry(owner, id, eventId));
    }

    private void check(EndpointRequest body) {
        List<FieldError> errors = new ArrayList<>();
        FieldError url = EndpointUrl.problem(body.url(), guard.rules());
        if (url != null) {
            errors.add(url);
        }
        if (body.events().stream().anyMatch(name -> EventType.of(name) == null)) {
            errors.add(new FieldError("/events", "unknown", "Events are " + names() + '.'));
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }

    private static String names() {
        return Arrays.stream(EventType.values()).map(EventType::wireName).collect(Collectors.joining(", "));
    }

    private Uni<Owner> owner() {
        return current.required().map(Owner::of);
    }
}
