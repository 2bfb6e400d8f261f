package dev.gatehouse.staff;

import dev.gatehouse.access.ApiKeys;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/keys}: the provider's own keys, for staff and for the panel's backend. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/keys")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.STAFF_ADMIN)
public class StaffKeysResource {
    private static final String LISTED =
            "{\"items\":[{\"id\":\"0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276\",\"name\":\"panel backend\","
                    + "\"prefix\":\"gh_7f3a9c1e\",\"scopes\":[\"panel:orders\"],\"createdAt\":\"2026-11-23T09:30:00Z\"}]}";

    private final ApiKeys keys;
    private final StaffKeys staffKeys;
    private final CurrentCaller current;

    StaffKeysResource(ApiKeys keys, StaffKeys staffKeys, CurrentCaller current) {
        this.keys = keys;
        this.staffKeys = staffKeys;
        this.current = current;
    }

    /** The body of {@code POST /staff/keys}. */
    @Schema(name = "NewKeyRequest")
    public record NewKeyRequest(
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") @Schema(examples = "panel backend") String name,
            @NotEmpty @Size(max = 16) @Schema(examples = "[\"panel:orders\"]") Set<@NotNull String> scopes) {}

    /** A key; {@code key} is there only in the answer that made it. */
    @Schema(name = "Key")
    public record KeyView(
            UUID id,
            @Schema(examples = "panel backend") String name,
            @Schema(examples = "gh_7f3a9c1e", description = "What the key begins with") String prefix,
            @Schema(examples = "[\"panel:orders\"]") Set<String> scopes,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable @Schema(
                            examples = "gh_7f3a9c1e_Jx0f0l1b7cNUb7y0zqV3O1cGm1k7w3v9",
                            description = "Only in the answer that made it")
                    String key) {
        static KeyView of(ApiKeys.ApiKey key, @Nullable String secret) {
            return new KeyView(
                    key.id(),
                    key.name(),
                    key.prefix(),
                    new TreeSet<>(key.scopes()),
                    key.createdAt(),
                    key.lastUsedAt(),
                    secret);
        }
    }

    /** The keys that are in force. */
    @Schema(name = "Keys")
    public record KeysView(List<KeyView> items) {}

    /** Makes a key; it is shown in this answer and never again. */
    @POST
    @Operation(
            operationId = "createKey",
            summary = "Make a staff or panel key",
            description =
                    "Shown here and never again: a replay of an `Idempotency-Key` answers without `key`. If the first"
                            + " answer was lost, revoke the key and make another.")
    @Answer(status = 201, example = "{\"lastUsedAt\":null}")
    public Uni<RestResponse<KeyView>> create(
            @NotNull @Valid NewKeyRequest body, @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        if (!Scopes.OF_STAFF_KEYS.containsAll(body.scopes())) {
            throw Refusal.invalid(
                    "/scopes", "unknown", "Scopes are " + String.join(", ", new TreeSet<>(Scopes.OF_STAFF_KEYS)) + ".");
        }
        return current.required()
                .flatMap(caller -> staffKeys.create(
                        body, IdempotencyKey.of(caller.actor(), "POST /staff/keys", idempotencyKey), caller))
                .map(IdempotentResponse::created);
    }

    /** The keys that are in force. */
    @GET
    @Operation(operationId = "listKeys", summary = "The keys that are in force")
    @Answer(example = LISTED)
    public Uni<KeysView> list() {
        return keys.list()
                .map(found -> new KeysView(
                        found.stream().map(key -> KeyView.of(key, null)).toList()));
    }

    /** Revokes a key at once. */
    @DELETE
    @Path("/{id}")
    @Operation(operationId = "revokeKey", summary = "Revoke a key at once")
    public Uni<Void> revoke(@PathParam("id") UUID id) {
        return current.actor()
                .flatMap(actor -> staffKeys.revoke(id, actor))
                .invoke(revoked -> {
                    if (!revoked) {
                        throw Refusal.of(ErrorCode.NOT_FOUND);
                    }
                })
                .replaceWithVoid();
    }
}
