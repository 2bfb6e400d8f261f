package dev.gatehouse.staff;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.list.ListEntry;
import dev.gatehouse.list.ListEntryRequest;
import dev.gatehouse.list.StaffList;
import dev.gatehouse.list.StaffLists;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import dev.gatehouse.screening.ChainPlan;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/lists}: whom staff deny, and whom they let through. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/lists/{list}")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StaffListsResource {
    private final StaffLists lists;
    private final ChainPlan plan;
    private final CurrentCaller current;

    StaffListsResource(StaffLists lists, ChainPlan plan, CurrentCaller current) {
        this.lists = lists;
        this.plan = plan;
        this.current = current;
    }

    /** Adds an entry. */
    @POST
    @RolesAllowed(Scopes.STAFF_DECIDE)
    @Operation(
            operationId = "addListEntry",
            summary = "Deny a client, or let one through",
            description =
                    "Counts from the next request on. A denied client cannot register, order or take over a phone;"
                            + " deny outranks allow. An entry of the same kind and value is ended, and the new one takes its"
                            + " place with an id of its own.")
    @Answer(status = 201)
    public Uni<RestResponse<ListEntry>> add(
            @PathParam("list") @Schema(enumeration = {"allow", "deny"}) String list,
            @NotNull @Valid ListEntryRequest body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        StaffList which = list(list);
        refuseUnknown(body.checks());
        return current.actor()
                .flatMap(actor -> lists.add(
                        IdempotencyKey.of(actor, "POST /staff/lists/" + which.wireName(), idempotencyKey),
                        which,
                        body,
                        actor))
                .map(IdempotentResponse::created);
    }

    private void refuseUnknown(@Nullable Set<String> checks) {
        if (checks != null && !plan.liftable().containsAll(checks)) {
            throw Refusal.invalid(
                    "/checks", "unknown", "Checks are " + String.join(", ", new TreeSet<>(plan.liftable())) + ".");
        }
    }

    /** The entries in force. */
    @GET
    @RolesAllowed(Scopes.STAFF_READ)
    @Operation(operationId = "listListEntries", summary = "The entries of a list in force, newest first")
    @Answer(
            example =
                    "{\"items\":[{\"id\":\"0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276\",\"list\":\"deny\",\"kind\":\"domain\","
                            + "\"value\":\"example.net\",\"reason\":\"Chargebacks in October\","
                            + "\"createdBy\":\"key:0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31\","
                            + "\"createdAt\":\"2026-11-23T09:30:00Z\"}]}")
    public Uni<Page<ListEntry>> list(
            @PathParam("list") @Schema(enumeration = {"allow", "deny"}) String list,
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        StaffList which = list(list);
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return lists.list(which, before, size + 1).map(found -> Page.of(found, size, ListEntry::id));
    }

    /** Ends an entry. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Scopes.STAFF_DECIDE)
    @Operation(
            operationId = "endListEntry",
            summary = "End an entry at once",
            description = "It stays on record with who ended it.")
    public Uni<Void> end(
            @PathParam("list") @Schema(enumeration = {"allow", "deny"}) String list, @PathParam("id") UUID id) {
        StaffList which = list(list);
        return current.actor()
                .flatMap(actor -> lists.remove(which, id, actor))
                .invoke(ended -> {
                    if (!ended) {
                        throw Refusal.of(ErrorCode.NOT_FOUND);
                    }
                })
                .replaceWithVoid();
    }

    private static StaffList list(String name) {
        try {
            return StaffList.of(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(ErrorCode.NOT_FOUND);
        }
    }
}
