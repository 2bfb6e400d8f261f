package dev.gatehouse.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.audit.AuditVerification;
import dev.gatehouse.audit.AuditVerification.Anchor;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/audit}: who did what, when, to whom. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/audit")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Scopes.STAFF_READ, Scopes.STAFF_ADMIN})
public class StaffAuditResource {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final AuditTrail trail;
    private final AuditVerification verification;

    StaffAuditResource(AuditTrail trail, AuditVerification verification) {
        this.trail = trail;
        this.verification = verification;
    }

    /**
     * An entry.
     *
     * @param detail what else counts; differs from action to action
     * @param hash SHA-256 over this entry and the hash of the one before
     */
    @Schema(name = "AuditEntry")
    public record EntryView(
            UUID id,
            Instant at,
            @Schema(examples = "key:0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31") String actor,
            @Schema(examples = "account.suspend") String action,
            @Schema(examples = "account:0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276") String subject,
            @Schema(examples = "{\"reason\":\"Chargeback, case 4711\"}") Map<String, Object> detail,
            @Schema(examples = HASH, description = "SHA-256 over this entry and the hash of the one before, in hex")
                    String hash) {
        static EntryView of(AuditTrail.Entry entry) {
            return new EntryView(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.subject(),
                    entry.detail().getMap(),
                    entry.hash());
        }
    }

    /** The first entry that is not as it was. */
    @Schema(name = "AuditBreak")
    public record BreakView(
            @Schema(examples = "42", description = "The number of the entry, from 1") long seq,
            @Nullable @Schema(description = "Left out if there is no such entry") UUID id,
            @Schema(
                            examples = "changed",
                            enumeration = {"changed", "missing", "beyond_the_end", "not_the_anchor"})
                    String what) {}

    /** What a verification found. */
    @Schema(name = "AuditVerification")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VerificationView(
            @Schema(examples = "4711", description = "How many entries the chain has") long entries,
            @Schema(examples = "true") boolean intact,
            @Schema(examples = HASH, description = "The hash of the last entry, in hex") String head,
            @Nullable BreakView firstBreak) {
        static VerificationView of(AuditVerification.Report report) {
            AuditVerification.Break found = report.firstBreak();
            return new VerificationView(
                    report.entries(),
                    found == null,
                    report.head(),
                    found == null ? null : new BreakView(found.seq(), found.id(), found.what()));
        }
    }

    /** The log. */
    @GET
    @Operation(
            operationId = "listAuditEntries",
            summary = "Who did what, when, to whom; newest first",
            description = "Those that match every filter that is given, to the letter.")
    public Uni<Page<EntryView>> list(
            @QueryParam("subject") @Schema(description = "Such as `account:<id>`") @Nullable String subject,
            @QueryParam("actor") @Schema(description = "Such as `key:<id>`, or `oidc:<subject>`") @Nullable String actor,
            @QueryParam("action") @Schema(description = "Such as `account.suspend`") @Nullable String action,
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return trail.newest(new AuditTrail.Filter(subject, actor, action), before, size + 1)
                .map(found -> found.stream().map(EntryView::of).toList())
                .map(found -> Page.of(found, size, EntryView::id));
    }

    /** Verifies the whole chain. */
    @GET
    @Path("/verification")
    @Operation(
            operationId = "verifyAudit",
            summary = "Verify the whole chain",
            description =
                    "Walks from the first entry to the last. With `seq` and `hash` of a line `audit log entries=… hash=…` in"
                            + " the service's log it also says whether this still is that chain.")
    @Answer(example = "{\"firstBreak\":null}")
    public Uni<VerificationView> verify(
            @QueryParam("seq")
                    @Schema(
                            type = SchemaType.INTEGER,
                            format = "int64",
                            minimum = "1",
                            description = "`entries` of that line")
                    @Nullable String seq,
            @QueryParam("hash") @Schema(description = "`hash` of that line") @Nullable String hash) {
        return verification.verify(anchor(seq, hash)).map(VerificationView::of);
    }

    private static @Nullable Anchor anchor(@Nullable String seq, @Nullable String hash) {
        if (seq == null && hash == null) {
            return null;
        }
        if (seq == null || !seq.matches("[1-9][0-9]{0,17}")) {
            throw Refusal.invalid("seq", seq == null ? "required" : "malformed", "The number of an entry, from 1.");
        }
        if (hash == null || !hash.matches("[0-9A-Fa-f]{64}")) {
            throw Refusal.invalid("hash", hash == null ? "required" : "malformed", "A SHA-256 hash in hex.");
        }
        return new Anchor(Long.parseLong(seq), hash);
    }
}
