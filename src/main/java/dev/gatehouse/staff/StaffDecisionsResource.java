package dev.gatehouse.staff;

import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.screening.DecisionHistory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /staff/decisions}: why the screening decided as it did. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/decisions")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.STAFF_READ)
public class StaffDecisionsResource {
    private final DecisionHistory decisions;

    StaffDecisionsResource(DecisionHistory decisions) {
        this.decisions = decisions;
    }

    /** The whole trace of a decision. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getDecision",
            summary = "The whole trace of a decision",
            description = "What every check found, what that led to, and how long it took.")
    public Uni<StaffDecisionView> get(@PathParam("id") UUID id) {
        return decisions
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .map(StaffDecisionView::of);
    }
}
