package dev.gatehouse.staff;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.staff.StaffKeysResource.KeyView;
import dev.gatehouse.staff.StaffKeysResource.KeysView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/resellers/{id}/keys}: the keys that a reseller acts with. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/resellers/{id}/keys")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.STAFF_ADMIN)
public class StaffResellerKeysResource {
    private static final String LISTED =
            "{\"items\":[{\"id\":\"0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276\",\"name\":\"shop\",\"prefix\":\"gh_7f3a9c1\","
                    + "\"scopes\":[\"accounts:read\",\"accounts:write\",\"orders:write\"],"
                    + "\"createdAt\":\"2026-11-23T09:30:00Z\",\"lastUsedAt\":\"2026-11-23T10:02:00Z\"}]}";

    private final StaffResellers desk;
    private final CurrentCaller current;

    StaffResellerKeysResource(StaffResellers desk, CurrentCaller current) {
        this.desk = desk;
        this.current = current;
    }

    /**
     * The body of {@code POST /staff/resellers/{id}/keys}.
     *
     * @param name what to tell the key by; the reseller's name by default
     * @param scopes what the key may do
     */
    @Schema(name = "NewResellerKeyRequest")
    public record NewResellerKeyRequest(
            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = "\\P{Cntrl}*") @Schema(examples = "shop") String name,
            @NotEmpty @Size(max = 16) @Schema(examples = "[\"accounts:read\",\"accounts:write\",\"orders:write\"]")
                    Set<@NotNull String> scopes) {}

    /** Makes a key; it is shown in this answer and never again. */
    @POST
    @Operation(
            operationId = "createResellerKey",
            summary = "Make a key of a reseller",
            description =
                    "Scopes are `accounts:read`, `accounts:write`, `orders:read`, `orders:write` and `webhooks:write`. Shown"
                            + " here and never again: a replay of an `Idempotency-Key` answers without `key`.")
    @Answer(status = 201, example = "{\"scopes\":[\"accounts:read\",\"orders:write\"],\"lastUsedAt\":null}")
    public Uni<RestResponse<KeyView>> create(
            @PathParam("id") UUID id,
            @NotNull @Valid NewResellerKeyRequest body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        if (!Scopes.OF_RESELLER_KEYS.containsAll(body.scopes())) {
            throw Refusal.invalid(
                    "/scopes",
                    "unknown",
                    "A reseller's scopes are " + String.join(", ", new TreeSet<>(Scopes.OF_RESELLER_KEYS)) + ".");
        }
        String route = "POST /staff/resellers/" + id + "/keys";
        return current.required()
                .flatMap(caller -> desk.makeKey(
                        id,
                        body.name(),
                        body.scopes(),
                        body,
                        IdempotencyKey.of(caller.actor(), route, idempotencyKey),
                        caller))
                .map(IdempotentResponse::created);
    }

    /** The keys that are not revoked. */
    @GET
    @Operation(operationId = "listResellerKeys", summary = "A reseller's keys that are not revoked, newest first")
    @Answer(example = LISTED)
    public Uni<KeysView> list(@PathParam("id") UUID id) {
        return desk.keys(id).map(KeysView::new);
    }

    /** Revokes a key at once. */
    @DELETE
    @Path("/{keyId}")
    @Operation(operationId = "revokeResellerKey", summary = "Revoke a reseller's key at once")
    public Uni<Void> revoke(@PathParam("id") UUID id, @PathParam("keyId") UUID keyId) {
        return current.required().flatMap(caller -> desk.revokeKey(id, keyId, caller));
    }
}
