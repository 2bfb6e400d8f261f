package dev.gatehouse.ticket;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.page.Pages;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.CurrentRequest;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import dev.gatehouse.platform.web.RequestInfo;
import dev.gatehouse.ticket.ClientTickets.Writer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /tickets}: the client's side of the desk. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/tickets")
@Tag(name = "Tickets")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TicketResource {
    private final ClientTickets tickets;
    private final AnonymousTickets anonymous;
    private final CurrentCaller current;
    private final CurrentRequest request;
    private final Pages pages;

    TicketResource(
            ClientTickets tickets,
            AnonymousTickets anonymous,
            CurrentCaller current,
            CurrentRequest request,
            Pages pages) {
        this.tickets = tickets;
        this.anonymous = anonymous;
        this.current = current;
        this.request = request;
        this.pages = pages;
    }

    /** Opens a ticket, with an account or without one. */
    @POST
    @PermitAll
    @Operation(
            operationId = "openTicket",
            summary = "Ask for help",
            description =
                    """
                    For a client's own token, or a key with `panel:accounts` or `accounts:write`: `201` with a new ticket, \
                    or `200` with the one that is open on the topic already. The message is then added to that one, unless \
                    it says the same as the last.

                    Without a credential, for who cannot sign in: `contactEmail` is required, and the answer is `202` \
                    without a body, whether or not the address has an account. Staff answer by mail.""")
    @SecurityRequirement(name = "bearer")
    @SecurityRequirement(name = "apiKey")
    @Answer(
            status = 201,
            also = {200, 202})
    public Uni<RestResponse<TicketView>> open(
            @NotNull @Valid TicketRequest body, @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        return current.caller()
                .flatMap(caller ->
                        caller == null ? openAnonymously(body, idempotencyKey) : open(caller, body, idempotencyKey))
                .map(TicketResource::answer);
    }

    private Uni<Outcome<Opened>> openAnonymously(TicketRequest body, @Nullable String idempotencyKey) {
        RequestInfo info = request.info();
        return anonymous.open(
                IdempotencyKey.of(AnonymousTickets.ACTOR, "POST /tickets", idempotencyKey),
                body,
                info.clientAddress(),
                pages.language(info.acceptLanguage()));
    }

    private Uni<Outcome<Opened>> open(Caller caller, TicketRequest body, @Nullable String idempotencyKey) {
        if (caller instanceof Caller.KeyHolder holder
                && !holder.scopes().contains(Scopes.PANEL_ACCOUNTS)
                && !holder.scopes().contains(Scopes.ACCOUNTS_WRITE)) {
            throw Refusal.of(ErrorCode.FORBIDDEN);
        }
        if (body.contactEmail() != null) {
            throw Refusal.invalid("/contactEmail", "not-allowed", "The answer goes to the account's own address.");
        }
        return current.account()
                .flatMap(account -> tickets.open(
                        IdempotencyKey.of(caller.actor() + '/' + account, "POST /tickets", idempotencyKey),
                        new Writer(account, caller.actor()),
                        body));
    }

    private static RestResponse<TicketView> answer(Outcome<Opened> outcome) {
        Opened opened = outcome.answer();
        RestResponse.Status status = opened.ticket() == null
                ? RestResponse.Status.ACCEPTED
                : opened.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
        return IdempotentResponse.of(status, opened.ticket(), outcome.replayed());
    }

    /** The account's tickets. */
    @GET
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_READ})
    @Operation(operationId = "listTickets", summary = "The account's tickets, newest first")
    public Uni<Page<TicketView>> list(
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return current.account()
                .flatMap(account -> tickets.list(account, before, size + 1))
                .map(found -> Page.of(found, size, TicketView::id));
    }

    /** One ticket. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_READ})
    @Operation(operationId = "getTicket", summary = "One ticket, with what was said")
    public Uni<TicketDetail> get(@PathParam("id") UUID id) {
        return current.account().flatMap(account -> tickets.get(account, id));
    }

    /** Adds a message. */
    @POST
    @Path("/{id}/messages")
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_WRITE})
    @Operation(
            operationId = "addTicketMessage",
            summary = "Say more",
            description = "A closed ticket is opened again, unless another one is open on its topic.")
    @Answer(status = 201)
    @Problems(ErrorCode.TICKET_CLOSED)
    public Uni<RestResponse<MessageView>> say(
            @PathParam("id") UUID id,
            @NotNull @Valid TicketMessageRequest body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        return current.required()
                .flatMap(caller -> current.account()
                        .flatMap(account -> tickets.say(
                                IdempotencyKey.of(
                                        caller.actor() + '/' + account,
                                        "POST /tickets/" + id + "/messages",
                                        idempotencyKey),
                                new Writer(account, caller.actor()),
                                id,
                                body)))
                .map(IdempotentResponse::created);
    }
}
