package dev.gatehouse.staff;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import dev.gatehouse.ticket.StaffMessageView;
import dev.gatehouse.ticket.StaffTicketDetail;
import dev.gatehouse.ticket.StaffTicketView;
import dev.gatehouse.ticket.TicketDesk;
import dev.gatehouse.ticket.TicketLooks;
import dev.gatehouse.ticket.TicketMessageRequest;
import dev.gatehouse.ticket.TicketStatus;
import dev.gatehouse.ticket.Topic;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /staff/tickets}: staff's side of the desk. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/staff/tickets")
@Tag(name = "Staff")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.STAFF_READ)
public class StaffTicketsResource {
    private final TicketLooks looks;
    private final TicketDesk desk;
    private final CurrentCaller current;

    StaffTicketsResource(TicketLooks looks, TicketDesk desk, CurrentCaller current) {
        this.looks = looks;
        this.desk = desk;
        this.current = current;
    }

    /** The tickets that match every filter that is given. */
    @GET
    @Operation(operationId = "listStaffTickets", summary = "The desk: all tickets, newest first")
    public Uni<Page<StaffTicketView>> list(
            @QueryParam("status") @Schema(enumeration = {"open", "closed"}) @Nullable String status,
            @QueryParam("topic")
                    @Schema(
                            enumeration = {
                                "sms_not_received",
                                "kyc_question",
                                "order_blocked",
                                "account_existing",
                                "other"
                            })
                    @Nullable String topic,
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int size = Page.limit(limit);
        return looks.list(
                        read("status", status, TicketStatus.values(), TicketStatus::wireName),
                        read("topic", topic, Topic.values(), Topic::wireName),
                        Cursor.read(cursor),
                        size + 1)
                .map(found -> Page.of(found, size, StaffTicketView::id));
    }

    private static <T> @Nullable T read(String name, @Nullable String text, T[] values, Function<T, String> wireName) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> wireName.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        name,
                        "malformed",
                        "One of " + Arrays.stream(values).map(wireName).collect(Collectors.joining(", ")) + '.'));
    }

    /** All about a ticket. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getStaffTicket",
            summary = "All about a ticket",
            description =
                    """
                    What was said, and whose ticket it is. `contactAccount` is the account that has proven the address \
                    which somebody without a credential named: whether it is that person is for you to find out. On \
                    `sms_not_received`, `sms` says what became of the codes that were sent.""")
    public Uni<StaffTicketDetail> get(@PathParam("id") UUID id) {
        return looks.get(id);
    }

    /** Answers a ticket. */
    @POST
    @Path("/{id}/messages")
    @RolesAllowed(Scopes.STAFF_DECIDE)
    @Operation(
            operationId = "answerTicket",
            summary = "Answer a ticket",
            description =
                    """
                    The client gets a mail. The answer stands in it where the account has proven the mailbox, or where \
                    somebody without an account named the address; else the mail only says that there is one. A closed \
                    ticket stays closed.""")
    @Answer(status = 201)
    public Uni<RestResponse<StaffMessageView>> reply(
            @PathParam("id") UUID id,
            @NotNull @Valid TicketMessageRequest body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        return current.actor()
                .flatMap(actor -> desk.reply(
                        IdempotencyKey.of(actor, "POST /staff/tickets/" + id + "/messages", idempotencyKey),
                        id,
                        actor,
                        body))
                .map(IdempotentResponse::created);
    }

    /** Closes a ticket. */
    @POST
    @Path("/{id}/close")
    @RolesAllowed(Scopes.STAFF_DECIDE)
    @Operation(
            operationId = "closeTicket",
            summary = "Close a ticket",
            description = "One that is closed stays as it is. The client's next message opens it again.")
    @Answer(example = "{\"status\":\"closed\"}")
    public Uni<StaffTicketView> close(@PathParam("id") UUID id) {
        return current.actor().flatMap(actor -> desk.close(id, actor));
    }
}
