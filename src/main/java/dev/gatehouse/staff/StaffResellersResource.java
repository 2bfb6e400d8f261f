package dev.gatehouse.staff;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import dev.gatehouse.reseller.ResellerRates;
import dev.gatehouse.reseller.Resellers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/resellers}: who resells, and what became of whom they registered. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/resellers")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.STAFF_ADMIN)
public class StaffResellersResource {
    private static final String WITHOUT_RATES = "{\"suspendedAt\":null,\"rates\":null}";

    private final Resellers resellers;
    private final ResellerRates rates;
    private final StaffResellers desk;
    private final CurrentCaller current;

    StaffResellersResource(Resellers resellers, ResellerRates rates, StaffResellers desk, CurrentCaller current) {
        this.resellers = resellers;
        this.rates = rates;
        this.desk = desk;
        this.current = current;
    }

    /**
     * The body of {@code POST /staff/resellers/{id}/actions}.
     *
     * @param action {@code suspend} or {@code reinstate}
     * @param reason why, for staff; without personal data, since the audit log is never changed
     */
    @Schema(name = "ResellerActionRequest")
    public record ResellerActionRequest(
            @NotNull @Pattern(regexp = "suspend|reinstate") @Schema(
                            examples = "suspend",
                            enumeration = {"suspend", "reinstate"})
                    String action,
            @NotBlank @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*") @Schema(examples = "Unpaid, case 4711")
                    String reason) {}

    /** Takes a reseller in. */
    @POST
    @Operation(
            operationId = "createReseller",
            summary = "Take a reseller in",
            description = "It acts with keys of its own, for the accounts that it registers and for no others.")
    @Answer(status = 201, example = WITHOUT_RATES)
    public Uni<RestResponse<StaffResellerView>> create(
            @NotNull @Valid StaffResellerRequest body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        List<String> networks = body.canonicalNetworks();
        return current.required()
                .flatMap(caller -> desk.create(
                        body,
                        networks,
                        IdempotencyKey.of(caller.actor(), "POST /staff/resellers", idempotencyKey),
                        caller))
                .map(IdempotentResponse::created);
    }

    /** The resellers. */
    @GET
    @Operation(operationId = "listResellers", summary = "The resellers, newest first")
    @Answer(
            example = "{\"items\":[{\"id\":\"0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276\",\"name\":\"Example Hosting Ltd\","
                    + "\"status\":\"active\",\"networks\":[\"198.51.100.0/28\"],"
                    + "\"createdAt\":\"2026-11-23T09:30:00Z\"}]}")
    public Uni<Page<StaffResellerView>> list(
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return resellers
                .list(before, size + 1)
                .map(found -> Page.of(found.stream().map(StaffResellerView::of).toList(), size, StaffResellerView::id));
    }

    /** One reseller with its rates. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getReseller",
            summary = "A reseller with its fraud rate and KYC rate",
            description =
                    "Over the last 30 and 90 days (UTC): how many registrations were accepted and refused, and the shares of"
                            + " the accounts that came under KYC (`kycRate`) and that were rejected there or suspended"
                            + " (`fraudRate`). Accounts are counted as they stand today.")
    @Answer(example = "{\"suspendedAt\":null}")
    public Uni<StaffResellerView> get(@PathParam("id") UUID id) {
        return resellers
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .flatMap(reseller -> rates.of(id).map(shown -> StaffResellerView.of(reseller, shown)));
    }

    /** Changes name and networks. */
    @PUT
    @Path("/{id}")
    @Operation(
            operationId = "changeReseller",
            summary = "Change a reseller's name and networks",
            description = "Both are replaced: without `networks` it has none.")
    @Answer(example = WITHOUT_RATES)
    public Uni<StaffResellerView> change(@PathParam("id") UUID id, @NotNull @Valid StaffResellerRequest body) {
        List<String> networks = body.canonicalNetworks();
        return current.required().flatMap(caller -> desk.change(id, body.name(), networks, caller));
    }

    /** Suspends or reinstates. */
    @POST
    @Path("/{id}/actions")
    @Operation(
            operationId = "actOnReseller",
            summary = "Suspend or reinstate a reseller",
            description =
                    "None of a suspended reseller's keys is good, at once and on every node, and its webhook endpoints are told"
                            + " nothing. Its clients are not concerned: they sign in and order by themselves.")
    @Answer(status = 200, example = "{\"status\":\"suspended\",\"rates\":null}")
    public Uni<StaffResellerView> act(@PathParam("id") UUID id, @NotNull @Valid ResellerActionRequest body) {
        return current.required()
                .flatMap(caller -> desk.suspend(
                        id, body.action().equals("suspend"), body.reason().strip(), caller));
    }
}
