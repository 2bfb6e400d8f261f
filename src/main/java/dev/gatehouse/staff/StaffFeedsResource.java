package dev.gatehouse.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.feed.FeedEngine;
import dev.gatehouse.feed.FeedEngine.FeedReport;
import dev.gatehouse.feed.FeedEngine.SourceReport;
import dev.gatehouse.feed.RefreshOutcome;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/feeds}: the data of others, as it stands on the node that answers. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/feeds")
@Tag(name = "Staff")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class StaffFeedsResource {
    private static final String FEED =
            "{\"id\":\"tor-exits\",\"size\":1432,\"version\":87,\"state\":\"fresh\",\"refreshedAt\":\"2026-11-23T09:30:00Z\","
                    + "\"sources\":[{\"url\":\"https://check.torproject.org/torbulkexitlist\",\"size\":1432,"
                    + "\"lastSuccessAt\":\"2026-11-23T09:30:00Z\"}]}";

    /** Longer than sources usually take, shorter than a proxy waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FeedEngine engine;
    private final AuditLog audit;
    private final CurrentCaller current;

    StaffFeedsResource(FeedEngine engine, AuditLog audit, CurrentCaller current) {
        this.engine = engine;
        this.audit = audit;
        this.current = current;
    }

    /** A feed as it stands. */
    @Schema(name = "Feed")
    public record FeedView(
            @Schema(examples = "tor-exits") String id,
            @Schema(examples = "1432", description = "Entries in force; of disposable domains those that are blocked")
                    int size,
            @Schema(examples = "87", description = "Counts the renewals; 0 is what came with the package, or nothing")
                    long version,
            @Schema(examples = "fresh", description = "`fresh`, `stale`, `expired` or `absent`") String state,
            @JsonInclude(JsonInclude.Include.ALWAYS)
                    @Nullable @Schema(description = "When a source last confirmed or renewed it")
                    Instant refreshedAt,
            List<FeedSourceView> sources) {
        static FeedView of(FeedReport report) {
            return new FeedView(
                    report.id(),
                    report.size(),
                    report.version(),
                    report.state().code(),
                    report.refreshedAt(),
                    report.sources().stream().map(FeedSourceView::of).toList());
        }
    }

    /** A source as it stands. */
    @Schema(name = "FeedSource")
    public record FeedSourceView(
            @Schema(examples = "https://check.torproject.org/torbulkexitlist") String url,
            @Schema(examples = "1432", description = "Entries of what it gave last that was accepted") int size,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastSuccessAt,
            @Nullable @Schema(examples = "lists gmail.com", description = "Of the last attempt; left out if it went well")
                    String lastError) {
        static FeedSourceView of(SourceReport report) {
            return new FeedSourceView(report.url(), report.size(), report.lastSuccessAt(), report.lastError());
        }
    }

    /** The feeds. */
    @Schema(name = "Feeds")
    public record FeedsView(List<FeedView> items) {}

    /** How the feeds stand. */
    @GET
    @RolesAllowed(Scopes.STAFF_READ)
    @Operation(operationId = "listFeeds", summary = "How the data of others stands")
    @Answer(example = "{\"items\":[" + FEED + "]}")
    public Uni<FeedsView> list() {
        return engine.report()
                .map(reports -> new FeedsView(reports.stream().map(FeedView::of).toList()));
    }

    /** Refreshes a feed now. */
    @POST
    @Path("/{id}/refresh")
    @RolesAllowed(Scopes.STAFF_ADMIN)
    @Operation(
            operationId = "refreshFeed",
            summary = "Refresh a feed now",
            description =
                    "Answers when the refresh has ended, whatever came of it: each source's `lastError` tells. One that"
                            + " takes longer than 20 seconds, or that another node is at, goes on, and the answer is the same with"
                            + " the status `202`.")
    @Answer(example = FEED)
    public Uni<RestResponse<FeedView>> refresh(@PathParam("id") String id) {
        Uni<RefreshOutcome> refresh = engine.refresh(id);
        if (refresh == null) {
            throw Refusal.of(ErrorCode.NOT_FOUND);
        }
        return current.actor()
                .flatMap(actor -> audit.record(new Act(actor, "feed.refresh_asked", "feed:" + id, new JsonObject())))
                .flatMap(recorded -> patiently(refresh))
                .flatMap(outcome -> engine.report(id).map(report -> answer(outcome, report)));
    }

    private static Uni<RefreshOutcome> patiently(Uni<RefreshOutcome> refresh) {
        return refresh.ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure(TimeoutException.class)
                .recoverWithItem(RefreshOutcome.SKIPPED);
    }

    private static RestResponse<FeedView> answer(RefreshOutcome outcome, @Nullable FeedReport report) {
        if (report == null) {
            throw Refusal.of(ErrorCode.NOT_FOUND);
        }
        int status = outcome == RefreshOutcome.SKIPPED ? 202 : 200;
        return RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), FeedView.of(report))
                .build();
    }
}
