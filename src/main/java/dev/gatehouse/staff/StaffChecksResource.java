package dev.gatehouse.staff;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.screening.Action;
import dev.gatehouse.screening.Mode;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.PolicyChange;
import dev.gatehouse.screening.PolicyDesk;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/checks}: the chain as it runs now, and its policy as staff change it at run time. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/checks")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class StaffChecksResource {
    private static final String LISTED =
            "{\"policyVersion\":3,\"items\":[{\"id\":\"order-velocity\",\"phase\":\"order\",\"mode\":\"enforce\","
                    + "\"onFlag\":\"review\",\"onUnavailable\":\"allow\"}]}";

    private final PolicyDesk desk;
    private final CurrentCaller current;

    StaffChecksResource(PolicyDesk desk, CurrentCaller current) {
        this.desk = desk;
        this.current = current;
    }

    /**
     * The body of {@code PUT /staff/checks/{id}}.
     *
     * @param mode whether the check counts
     * @param onFlag what a flag leads to; as it is by default. A flag is an answer, so waiting for another makes no sense
     * @param onUnavailable what no answer leads to; as it is by default
     * @param phase the one phase that is meant; all by default
     */
    @Schema(name = "CheckChange")
    public record CheckChange(
            @NotNull @Pattern(regexp = "enforce|shadow|off") @Schema(
                            examples = "shadow",
                            description = "`shadow`: asked and recorded, never acted on; `off`: not asked")
                    String mode,
            @Nullable @Pattern(regexp = "allow|review|block") @Schema(examples = "review", description = "What a flag leads to; left as it is by default")
                    String onFlag,
            @Nullable @Pattern(regexp = "allow|review|block|defer") @Schema(examples = "allow", description = "What no answer leads to; left as it is by default")
                    String onUnavailable,
            @Nullable @Pattern(regexp = "registration|phone_change|phone_verified|email_change|order") @Schema(
                            examples = "order",
                            description = "The one phase that is meant; all phases of the check by default")
                    String phase) {
        PolicyChange of(String check) {
            return new PolicyChange(
                    check,
                    phase == null ? null : Phase.valueOf(upper(phase)),
                    Mode.valueOf(upper(mode)),
                    onFlag == null ? null : Action.valueOf(upper(onFlag)),
                    onUnavailable == null ? null : Action.valueOf(upper(onUnavailable)));
        }

        private static String upper(String word) {
            return word.toUpperCase(Locale.ROOT);
        }
    }

    /** A check in one of its phases. */
    @Schema(name = "CheckPolicy")
    public record CheckView(
            @Schema(examples = "order-velocity") String id,
            @Schema(examples = "order") String phase,
            @Schema(examples = "enforce") String mode,
            @Schema(examples = "review") String onFlag,
            @Schema(examples = "allow") String onUnavailable) {
        static CheckView of(PolicyDesk.Entry entry) {
            return new CheckView(
                    entry.check(),
                    entry.phase().code(),
                    entry.policy().mode().code(),
                    entry.policy().onFlag().code(),
                    entry.policy().onUnavailable().code());
        }
    }

    /** The whole chain, in its order. */
    @Schema(name = "Checks")
    public record ChecksView(
            @Schema(examples = "3", description = "Stands in every decision") int policyVersion,
            List<CheckView> items) {
        static ChecksView of(PolicyDesk.Chain chain) {
            return new ChecksView(
                    chain.version(), chain.lines().stream().map(CheckView::of).toList());
        }
    }

    /** The chain as it runs now. */
    @GET
    @RolesAllowed({Scopes.STAFF_READ, Scopes.STAFF_ADMIN})
    @Operation(operationId = "listChecks", summary = "The checks and their policy, in the order of the chain")
    @Answer(example = LISTED)
    public Uni<ChecksView> list() {
        return desk.chain().map(ChecksView::of);
    }

    /** Changes a check's policy. */
    @PUT
    @Path("/{id}")
    @RolesAllowed(Scopes.STAFF_ADMIN)
    @Operation(
            operationId = "changeCheck",
            summary = "Change a check's policy",
            description =
                    """
                    Makes a new version of the policy, in force on this node at once and on every node within seconds; \
                    answers the whole chain. A change that changes nothing makes no version. With every check of a phase \
                    off or in shadow, everybody passes there.""")
    @Answer(example = LISTED)
    public Uni<ChecksView> change(@PathParam("id") String id, @NotNull @Valid CheckChange body) {
        return current.required()
                .flatMap(caller -> desk.change(body.of(id), caller.actor()))
                .map(ChecksView::of);
    }
}
