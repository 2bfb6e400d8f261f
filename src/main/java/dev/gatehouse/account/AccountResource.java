package dev.gatehouse.account;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code GET /account}. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/account")
@Tag(name = "Account")
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {
    private final Accounts accounts;
    private final CurrentCaller current;

    AccountResource(Accounts accounts, CurrentCaller current) {
        this.accounts = accounts;
        this.current = current;
    }

    /** The account with its status and next steps. */
    @GET
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_READ})
    @Operation(operationId = "getAccount", summary = "The account, its status and what to do next")
    public Uni<AccountView> get() {
        return current.account()
                .flatMap(accounts::atHand)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .map(AccountView::of);
    }
}
