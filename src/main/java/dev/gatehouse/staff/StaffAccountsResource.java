package dev.gatehouse.staff;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/accounts}: find an account, see all about one, and act on it. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/accounts")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.STAFF_READ)
public class StaffAccountsResource {
    private final StaffAccounts accounts;
    private final StaffActions actions;
    private final CurrentCaller current;

    StaffAccountsResource(StaffAccounts accounts, StaffActions actions, CurrentCaller current) {
        this.accounts = accounts;
        this.actions = actions;
        this.current = current;
    }

    /** The accounts that match every filter that is given, newest first. */
    @GET
    @Operation(
            operationId = "findAccounts",
            summary = "Find accounts, newest first",
            description =
                    "Those that match every filter that is given; an empty one is none. Closed accounts are found, too.")
    public Uni<Page<AccountView>> find(
            @QueryParam("email") @Schema(description = "In any spelling of the same mailbox name") @Nullable String email,
            @QueryParam("phone") @Schema(description = "E.164") @Nullable String phone,
            @QueryParam("ip") @Schema(description = "From which it was registered") @Nullable String ip,
            @QueryParam("device") @Schema(description = "`Gatehouse-Device` with which it was registered") @Nullable String device,
            @QueryParam("status")
                    @Schema(enumeration = {"pending_verification", "kyc_required", "active", "suspended", "closed"})
                    @Nullable String status,
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        StaffAccounts.Typed typed = new StaffAccounts.Typed(email, phone, ip, device, status);
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return current.actor().flatMap(actor -> accounts.find(typed, before, size, actor));
    }

    /** All about an account. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getStaffAccount",
            summary = "All about an account",
            description =
                    "Its facts, decisions, orders and messages, what staff did about it, and the accounts linked to it with the reason for"
                            + " each link: the newest 50 of each.")
    public Uni<StaffAccountView> get(@PathParam("id") UUID id) {
        return current.actor().flatMap(actor -> accounts.get(id, actor));
    }

    /** Acts on an account. */
    @POST
    @Path("/{id}/actions")
    @RolesAllowed(Scopes.STAFF_DECIDE)
    @Operation(
            operationId = "actOnAccount",
            summary = "Act on an account",
            description =
                    """
                    `require_kyc`: nothing can be ordered until KYC is passed; a pass is void. `clear_kyc`: KYC counts as \
                    passed, and lifts every automatic review for a year. `void_kyc_pass`: the next review leads to KYC \
                    again. `suspend`: nothing can be ordered, all sessions end. `reinstate`: suspended no more. \
                    `confirm_phone`: the phone counts as proven. `change_phone`, `change_email`: `value` takes the place of \
                    the present one and has to be proven; who had it is told; a change of the address ends all sessions. What is so already stays so; each action is recorded with \
                    its reason.""")
    @Answer(status = 200, example = "{\"status\":\"suspended\",\"nextSteps\":[\"contact_support\"]}")
    @Problems({ErrorCode.PHONE_MISSING, ErrorCode.PHONE_NOT_SUPPORTED})
    public Uni<AccountView> act(@PathParam("id") UUID id, @NotNull @Valid StaffActionRequest body) {
        return current.actor().flatMap(actor -> actions.act(id, body.by(actor)));
    }
}
