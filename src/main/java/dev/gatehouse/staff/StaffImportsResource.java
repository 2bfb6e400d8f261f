package dev.gatehouse.staff;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.imports.ClientImports;
import dev.gatehouse.imports.ImportStarted;
import dev.gatehouse.imports.ImportView;
import dev.gatehouse.imports.ImportedClientView;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import dev.gatehouse.platform.web.StreamedBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/imports}: existing clients come in. */
@Cancellable(false) // a caller who hangs up fails the import, which is then written down
@Path("/staff/imports")
@Tag(name = "Staff")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.STAFF_ADMIN)
public class StaffImportsResource {
    /** Newline-delimited JSON. */
    static final String NDJSON = "application/x-ndjson";

    private static final String LINE =
            "{\"externalId\":\"client-4711\",\"email\":\"anna@example.org\",\"phone\":\"+4915123456789\","
                    + "\"fullName\":\"Anna Muster\",\"country\":\"DE\",\"registeredAt\":\"2019-04-01T08:00:00Z\","
                    + "\"emailVerified\":true,\"phoneVerified\":false}\n";

    private final ClientImports imports;
    private final StreamedBody body;
    private final CurrentCaller current;

    StaffImportsResource(ClientImports imports, StreamedBody body, CurrentCaller current) {
        this.imports = imports;
        this.body = body;
        this.current = current;
    }

    /** Takes in a file of clients. */
    @POST
    @Consumes(NDJSON)
    @Operation(
            operationId = "importClients",
            summary = "Import existing clients",
            description =
                    "One JSON object a line, in UTF-8, of at most 16 KiB: `externalId`, `email`, `registeredAt`, and where"
                            + " known `phone` (E.164, or national with `country`), `fullName`, `country`, `emailVerified`,"
                            + " `phoneVerified`. The file is worked off while it arrives, and the answer comes when all of it"
                            + " is done; meanwhile `GET /staff/imports` shows how far it is. `externalId` makes it safe to"
                            + " send a file again, whole or in part, so there is no `Idempotency-Key` here. A line that is"
                            + " not accepted is reported and does no harm to the others. Every client has to prove the phone"
                            + " before ordering, whatever `phoneVerified` says.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING, examples = LINE)))
    @Answer(status = 202)
    public Uni<RestResponse<ImportStarted>> start(
            @QueryParam("dryRun")
                    @Schema(
                            type = SchemaType.BOOLEAN,
                            defaultValue = "false",
                            description = "Check and count everything, and change no account")
                    @Nullable String dryRun) {
        boolean dry = dryRun(dryRun);
        Multi<Buffer> pieces = body.pieces();
        return current.required()
                .flatMap(caller -> imports.run(pieces, dry, caller.actor()))
                .map(done -> RestResponse.status(RestResponse.Status.ACCEPTED, done));
    }

    private static boolean dryRun(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Refusal.invalid("dryRun", "unknown", "This is true or false.");
    }

    /** One import. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getImport",
            summary = "An import: how far it is, and what was wrong with which line",
            description = "`rejected` counts every line that was not accepted; `errors` holds the first thousand.")
    @Answer(example = "{\"failure\":null}")
    public Uni<ImportView> get(@PathParam("id") UUID id) {
        return imports.find(id).onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /** An imported client. */
    @GET
    @Path("/clients")
    @RolesAllowed(Scopes.STAFF_READ)
    @Operation(
            operationId = "getImportedClient",
            summary = "The account of an imported client",
            description = "The panel names it in `Gatehouse-Account`.")
    @Problems(ErrorCode.NOT_FOUND)
    public Uni<ImportedClientView> client(
            @QueryParam("externalId") @NotBlank @Size(max = 100) @Schema(examples = "client-4711") String externalId) {
        return imports.client(externalId).onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /** The imports. */
    @GET
    @Operation(operationId = "listImports", summary = "The imports, newest first, without their errors")
    @Answer(
            example =
                    "{\"items\":[{\"id\":\"0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276\",\"status\":\"running\",\"dryRun\":false,"
                            + "\"total\":5000,\"imported\":4990,\"updated\":0,\"rejected\":10,"
                            + "\"startedBy\":\"key:0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31\","
                            + "\"startedAt\":\"2026-11-23T09:30:00Z\"}]}")
    public Uni<Page<ImportView>> list(
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return imports.newest(before, size + 1).map(found -> Page.of(found, size, ImportView::id));
    }
}
