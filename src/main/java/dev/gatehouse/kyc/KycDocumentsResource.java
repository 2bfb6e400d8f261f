package dev.gatehouse.kyc;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.web.StreamedBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * {@code /kyc/documents}. No body is declared to the framework, which would spool the parts of a form to disk: it is read
 * here as it comes in.
 */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path(DocumentBody.PATH)
@Tag(name = "KYC")
@Produces(MediaType.APPLICATION_JSON)
public class KycDocumentsResource {
    private final DocumentUploads uploads;
    private final CurrentCaller current;
    private final StreamedBody body;
    private final HttpHeaders headers;

    KycDocumentsResource(DocumentUploads uploads, CurrentCaller current, StreamedBody body, HttpHeaders headers) {
        this.uploads = uploads;
        this.current = current;
        this.body = body;
        this.headers = headers;
    }

    /** The form of {@code POST /kyc/documents}, as it is documented. */
    @Schema(name = "DocumentUpload")
    public record DocumentUpload(
            @Schema(
                            enumeration = {"identity_document", "selfie", "proof_of_address"},
                            examples = "identity_document")
                    String type,
            @Schema(
                            format = "binary",
                            examples = "…",
                            description = "A JPEG, a PNG or a PDF, by its content; at most 10 MiB")
                    String file) {}

    /** A document that has been received. */
    @Schema(name = "UploadedDocument")
    public record UploadedDocument(
            UUID id,
            @Schema(
                            enumeration = {"identity_document", "selfie", "proof_of_address"},
                            examples = "identity_document")
                    String type,
            @Schema(examples = "1482093", description = "In bytes") long size,
            Instant receivedAt) {
        static UploadedDocument of(CaseDocument document) {
            return new UploadedDocument(
                    document.id(), document.type().wireName(), document.size(), document.receivedAt());
        }
    }

    /** Takes a document in. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_WRITE})
    @Operation(
            operationId = "uploadDocument",
            summary = "Hand in a document",
            description = "For an open KYC case; up to 20 documents. The fields of the form may come in any order. The"
                    + " document is encrypted before it is stored.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = DocumentUpload.class)))
    @Answer(status = 201)
    @Problems(ErrorCode.KYC_NOT_REQUIRED)
    public Uni<RestResponse<UploadedDocument>> upload() {
        Multi<Buffer> pieces = body.pieces();
        String contentType = Objects.requireNonNullElse(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), "");
        return current.account()
                .flatMap(account -> uploads.receive(account, contentType, pieces))
                .map(document -> RestResponse.status(RestResponse.Status.CREATED, UploadedDocument.of(document)));
    }
}
