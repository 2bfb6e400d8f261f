package dev.gatehouse.privacy;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code GET /account/export}. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/account/export")
@Tag(name = "Account")
@Produces(MediaType.APPLICATION_JSON)
public class ExportResource {
    private final Exports exports;
    private final CurrentCaller current;

    ExportResource(Exports exports, CurrentCaller current) {
        this.exports = exports;
        this.current = current;
    }

    /** A copy of the client's data. */
    @GET
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_READ})
    @Operation(
            operationId = "exportAccount",
            summary = "A copy of the client's data",
            description = "At most 1000 rows of each part, the newest first.")
    public Uni<AccountExport> export() {
        return current.account().flatMap(exports::of);
    }
}
