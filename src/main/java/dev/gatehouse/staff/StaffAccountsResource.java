package dev.gatehouse.staff;

import dev.gatehouse.access.Scopes;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** {@code /staff/accounts}: find an account, and all about one. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/accounts")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.STAFF_READ)
public class StaffAccountsResource {
    private final StaffAccounts accounts;

    StaffAccountsResource(StaffAccounts accounts) {
        this.accounts = accounts;
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
        return accounts.find(
                new StaffAccounts.Typed(email, phone, ip, device, status), Cursor.read(cursor), Page.limit(limit));
    }

    /** All about an account. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getStaffAccount",
            summary = "All about an account",
            description = "Its facts, decisions, orders and messages, and the accounts linked to it with the reason for"
                    + " each link: the newest 50 of each.")
    public Uni<StaffAccountView> get(@PathParam("id") UUID id) {
        return accounts.get(id);
    }
}
