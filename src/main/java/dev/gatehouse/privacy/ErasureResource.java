package dev.gatehouse.privacy;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.openapi.Answer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code DELETE /account}. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/account")
@Tag(name = "Account")
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {
    private final Erasures erasures;
    private final CurrentCaller current;

    ErasureResource(Erasures erasures, CurrentCaller current) {
        this.erasures = erasures;
        this.current = current;
    }

    /** Asks to be forgotten. */
    @DELETE
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_WRITE})
    @Operation(
            operationId = "requestErasure",
            summary = "Ask for the account to be erased",
            description =
                    "Staff see the request and decide; until then nothing changes. Asking again is the same request.")
    @Answer(status = 202, example = "{\"status\":\"requested\",\"doneAt\":null}")
    public Uni<RestResponse<ErasureRequest>> request() {
        return current.account()
                .flatMap(account -> current.actor().flatMap(actor -> erasures.request(account, actor)))
                .map(request -> RestResponse.status(RestResponse.Status.ACCEPTED, request));
    }
}
