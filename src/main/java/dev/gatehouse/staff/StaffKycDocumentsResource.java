package dev.gatehouse.staff;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.kyc.DocumentReader;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.web.StreamedAnswer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /staff/kyc/{caseId}/documents/{id}}: what a client has handed in. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/kyc/{caseId}/documents/{id}")
@Tag(name = "Staff")
@RolesAllowed(Scopes.STAFF_KYC)
public class StaffKycDocumentsResource {
    private final DocumentReader documents;
    private final CurrentCaller current;
    private final CurrentVertxRequest http;

    StaffKycDocumentsResource(DocumentReader documents, CurrentCaller current, CurrentVertxRequest http) {
        this.documents = documents;
        this.current = current;
        this.http = http;
    }

    /** Reads a document. It is written to the answer as it is opened, piece by piece; nothing is left for the framework. */
    @GET
    @Operation(
            operationId = "readDocument",
            summary = "Read a document",
            description = "As an attachment, of the media type that its content has. Each reading is in the audit log.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary", examples = "…")))
    @Answer(status = 200)
    public Uni<RestResponse<Void>> read(@PathParam("caseId") UUID caseId, @PathParam("id") UUID id) {
        RoutingContext routing = http.getCurrent();
        return current.required()
                .flatMap(caller -> documents.open(caseId, id, caller.actor()))
                .flatMap(opened -> {
                    HttpServerResponse response = routing.response();
                    response.putHeader("Content-Type", opened.document().mediaType());
                    response.putHeader("Content-Disposition", "attachment; filename=\"" + opened.fileName() + '"');
                    response.putHeader("X-Content-Type-Options", "nosniff");
                    response.putHeader("Cache-Control", "no-store");
                    return StreamedAnswer.send(routing, opened.content());
                })
                .replaceWith(RestResponse::ok);
    }
}
