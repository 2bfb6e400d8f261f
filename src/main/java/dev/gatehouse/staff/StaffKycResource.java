package dev.gatehouse.staff;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.kyc.CaseEntry;
import dev.gatehouse.kyc.CaseFile;
import dev.gatehouse.kyc.CaseFiles;
import dev.gatehouse.kyc.CaseStatus;
import dev.gatehouse.kyc.KycReview;
import dev.gatehouse.kyc.KycUndo;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/kyc}: the review queue, decisions, and the bulk undo. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/kyc")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.STAFF_READ)
public class StaffKycResource {
    private final CaseFiles files;
    private final KycReview review;
    private final StaffKycUndo undo;
    private final CurrentCaller current;

    StaffKycResource(CaseFiles files, KycReview review, StaffKycUndo undo, CurrentCaller current) {
        this.files = files;
        this.review = review;
        this.undo = undo;
        this.current = current;
    }

    /** The cases, newest first. */
    @GET
    @Operation(
            operationId = "listKycCases",
            summary = "KYC cases, newest first",
            description = "`status=in_review` is the queue of those who wait for a decision.")
    public Uni<Page<CaseEntry>> list(
            @QueryParam("status")
                    @Schema(enumeration = {"required", "in_review", "approved", "rejected", "cleared"})
                    @Nullable String status,
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        CaseStatus wanted = status == null ? null : status(status);
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return files.newest(wanted, before, size + 1).map(found -> Page.of(found, size, CaseEntry::id));
    }

    private static CaseStatus status(String text) {
        return Arrays.stream(CaseStatus.values())
                .filter(status -> status.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "status",
                        "malformed",
                        Arrays.stream(CaseStatus.values())
                                .map(CaseStatus::wireName)
                                .collect(Collectors.joining(", ", "One of ", "."))));
    }

    /** All about a case. */
    @GET
    @Path("/{caseId}")
    @Operation(
            operationId = "getKycCase",
            summary = "All about a KYC case",
            description = "`checks` led to it; `decisionId` is the decision that opened it.")
    public Uni<CaseFile> get(@PathParam("caseId") UUID caseId) {
        return files.get(caseId);
    }

    /** Decides a case. */
    @POST
    @Path("/{caseId}/decision")
    @RolesAllowed(Scopes.STAFF_DECIDE)
    @Operation(
            operationId = "decideKycCase",
            summary = "Decide a KYC case",
            description =
                    """
                    `approve`: the client may order, and every automatic review is lifted for a year. `reject`: nothing can \
                    be ordered; `require_kyc` opens another case. `request_more`: back to the client, with a \
                    `clientMessage`. The client is told by mail. Of two who decide at once, one wins.""")
    @Answer(status = 200, example = "{\"status\":\"required\"}")
    @Problems(ErrorCode.KYC_ALREADY_DECIDED)
    public Uni<CaseFile> decide(@PathParam("caseId") UUID caseId, @NotNull @Valid KycDecisionRequest body) {
        return current.actor()
                .flatMap(actor -> review.decide(caseId, body.by(actor)))
                .flatMap(done -> files.get(caseId));
    }

    /** Takes back what a check did wrongly. */
    @POST
    @Path("/clear")
    @RolesAllowed({Scopes.STAFF_DECIDE, Scopes.STAFF_ADMIN})
    @Operation(
            operationId = "clearKycCases",
            summary = "Take back what one check did wrongly",
            description =
                    """
                    Clears every open case that this check alone opened in that time, and tells the clients by mail. They \
                    may order again, without a pass: the flag was wrong, and nothing was proven. A case that another check or \
                    staff wanted as well stays and counts as `kept`. One call clears up to 5,000; while `left` is not 0, \
                    call again. With `dryRun=true` nothing is changed.""")
    @Answer(status = 200)
    public Uni<KycUndo.Cleared> clear(
            @NotNull @Valid KycClearRequest body,
            @QueryParam("dryRun") @Schema(type = SchemaType.BOOLEAN, defaultValue = "false") @Nullable String dryRun,
            @Context UriInfo uri) {
        // An empty value arrives as none.
        boolean dry = dryRun(dryRun == null && uri.getQueryParameters().containsKey("dryRun") ? "" : dryRun);
        return current.actor().flatMap(actor -> undo.run(body, dry, actor));
    }

    /** Anything but the two words is refused, so that a slip of the pen does not clear for real. */
    private static boolean dryRun(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Refusal.invalid("dryRun", "malformed", "true or false.");
    }
}
