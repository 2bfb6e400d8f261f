package dev.gatehouse.staff;

import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import dev.gatehouse.privacy.ErasureRequest;
import dev.gatehouse.privacy.Erasures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** {@code GET /staff/erasures}: who wants to be forgotten. The action {@code erase} does it. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/erasures")
@Tag(name = "Staff")
@Produces(MediaType.APPLICATION_JSON)
public class StaffErasuresResource {
    private final Erasures erasures;

    StaffErasuresResource(Erasures erasures) {
        this.erasures = erasures;
    }

    /** The requests. */
    @GET
    @RolesAllowed(Scopes.STAFF_READ)
    @Operation(
            operationId = "listErasures",
            summary = "The clients who want to be forgotten, newest first",
            description = "`POST /staff/accounts/{id}/actions` with `erase` does it.")
    @Answer(
            example = "{\"items\":[{\"id\":\"0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276\","
                    + "\"accountId\":\"0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31\",\"status\":\"requested\","
                    + "\"requestedAt\":\"2026-11-23T09:30:00Z\"}]}")
    public Uni<Page<ErasureRequest>> list(
            @QueryParam("status")
                    @Schema(
                            enumeration = {"requested", "done"},
                            defaultValue = "requested")
                    @Nullable String status,
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (status != null && !status.equals("requested") && !status.equals("done")) {
            throw Refusal.invalid("status", "unknown", "One of requested, done.");
        }
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return erasures.newest(!"done".equals(status), before, size + 1)
                .map(found -> Page.of(found, size, ErasureRequest::id));
    }
}
