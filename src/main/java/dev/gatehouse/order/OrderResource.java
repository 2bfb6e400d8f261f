package dev.gatehouse.order;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.openapi.StatesClient;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cursor;
import dev.gatehouse.platform.web.Page;
import dev.gatehouse.reseller.ClientOrigins;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /orders}. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/orders")
@Tag(name = "Orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {
    private final OrderService service;
    private final OrderConfirmations confirmations;
    private final OrderRepository orders;
    private final CurrentCaller current;
    private final ClientOrigins origins;

    OrderResource(
            OrderService service,
            OrderConfirmations confirmations,
            OrderRepository orders,
            CurrentCaller current,
            ClientOrigins origins) {
        this.service = service;
        this.confirmations = confirmations;
        this.orders = orders;
        this.current = current;
        this.origins = origins;
    }

    /**
     * The body of {@code POST /orders/{id}/confirm}; may be left out.
     *
     * @param amount what it is sold for; must be the order's where that has one
     * @param reference the panel's reference; must be the order's where that has one
     */
    @Schema(name = "ConfirmRequest")
    public record ConfirmRequest(
            @Nullable @Valid Money amount,
            @Nullable @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") @Schema(examples = "cart-77")
                    String reference) {}

    /** Asks whether the account may order, and holds the answer for 30 minutes. */
    @POST
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ORDERS, Scopes.ORDERS_WRITE})
    @Operation(
            operationId = "placeOrder",
            summary = "Place an order",
            description = "Accepted orders have to be confirmed within 30 minutes by the panel's or the reseller's key."
                    + " With a panel key no check looks at an address, a browser or a device: nobody knows the"
                    + " client's. The account's standing counts in full, whoever orders.")
    @StatesClient
    @Answer(status = 201, example = "{\"status\":\"accepted\",\"confirmedAt\":null}")
    @Problems({
        ErrorCode.VERIFICATION_REQUIRED,
        ErrorCode.KYC_REQUIRED,
        ErrorCode.ACCOUNT_SUSPENDED,
        ErrorCode.SCREENING_UNAVAILABLE
    })
    public Uni<RestResponse<OrderView>> place(
            @NotNull @Valid OrderRequest body,
            @HeaderParam(IdempotencyKey.HEADER) @Parameter(required = true) @Nullable String idempotencyKey) {
        return current.caller()
                .flatMap(caller -> current.account().flatMap(account -> {
                    if (caller == null) {
                        throw Refusal.of(ErrorCode.UNAUTHENTICATED);
                    }
                    if (body.automatic() && !isPanel(caller)) {
                        throw Refusal.of(ErrorCode.FORBIDDEN, "Only the panel places orders by itself.");
                    }
                    String scope = caller.actor() + "/" + account;
                    IdempotencyKey key = IdempotencyKey.required(scope, "POST /orders", idempotencyKey);
                    return origins.required(caller)
                            .flatMap(origin -> service.place(key, new OrderService.Buyer(account, origin), body));
                }))
                .map(IdempotentResponse::created);
    }

    private static boolean isPanel(Caller caller) {
        return caller instanceof Caller.KeyHolder holder && holder.scopes().contains(Scopes.PANEL_ORDERS);
    }

    /** The account's orders. */
    @GET
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ORDERS, Scopes.ORDERS_READ})
    @Operation(operationId = "listOrders", summary = "The account's orders, newest first")
    public Uni<Page<OrderView>> list(
            @QueryParam("limit")
                    @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID before = Cursor.read(cursor);
        int size = Page.limit(limit);
        return current.account()
                .flatMap(account -> orders.list(account, before, size + 1))
                .map(found -> Page.of(found, size, OrderView::id));
    }

    /** One order. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ORDERS, Scopes.ORDERS_READ})
    @Operation(operationId = "getOrder", summary = "One order")
    public Uni<OrderView> get(@PathParam("id") UUID id) {
        return current.account()
                .flatMap(account -> orders.find(account, id))
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /** Binds the decision to what is about to be sold. */
    @POST
    @Path("/{id}/confirm")
    @RolesAllowed({Scopes.PANEL_ORDERS, Scopes.ORDERS_WRITE})
    @Operation(
            operationId = "confirmOrder",
            summary = "Confirm an order, once",
            description = "Binds the decision to what is about to be sold. The account's standing counts again.")
    @Problems({
        ErrorCode.ORDER_ALREADY_CONFIRMED,
        ErrorCode.ORDER_MISMATCH,
        ErrorCode.ORDER_EXPIRED,
        ErrorCode.VERIFICATION_REQUIRED,
        ErrorCode.KYC_REQUIRED,
        ErrorCode.ACCOUNT_SUSPENDED
    })
    public Uni<OrderView> confirm(@PathParam("id") UUID id, @Nullable @Valid ConfirmRequest body) {
        Money amount = body == null ? null : body.amount();
        String reference = body == null ? null : body.reference();
        return confirmations
                .owner(id)
                .flatMap(owner -> current.mayActFor(owner).replaceWith(owner))
                .flatMap(owner -> confirmations.confirm(owner, id, amount, reference));
    }
}
