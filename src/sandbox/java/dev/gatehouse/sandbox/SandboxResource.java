package dev.gatehouse.sandbox;

import dev.gatehouse.feed.FeedEngine;
import dev.gatehouse.feed.RefreshOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Shows what was sent and steers the simulators, so that the whole pathway can be walked with curl. */
@Path("/sandbox")
public final class SandboxResource {

    private final SandboxClient stack;
    private final FeedEngine feeds;

    SandboxResource(@RestClient SandboxClient stack, FeedEngine feeds) {
        this.stack = stack;
        this.feeds = feeds;
    }

    /**
     * Lists mails and SMS.
     *
     * @param to only those to this address or number; a number may come with or without its plus
     * @return newest first
     */
    @GET
    @Path("messages")
    @Operation(hidden = true)
    public Uni<Messages> messages(@RestQuery @Nullable String to) {
        return stack.messages(to);
    }

    /**
     * Adds an address to the list of Tor exits, which the service then reads at once.
     *
     * @param exit the address
     * @return nothing: 204
     */
    @POST
    @Path("tor-exits")
    @Operation(hidden = true)
    public Uni<Void> addTorExit(@NotNull @Valid TorExit exit) {
        return stack.addTorExit(exit).chain(this::refreshTorExits);
    }

    /**
     * Lets the list of Tor exits be away, or no longer; the service tries to read it at once.
     *
     * @param outage whether it is away
     * @return nothing: 204
     */
    @POST
    @Path("tor-outages")
    @Operation(hidden = true)
    public Uni<Void> setTorOutage(@NotNull @Valid TorOutage outage) {
        return stack.setTorOutage(outage).chain(this::refreshTorExits);
    }

    private Uni<Void> refreshTorExits() {
        Uni<RefreshOutcome> refresh = feeds.refresh("tor-exits");
        return refresh == null ? Uni.createFrom().voidItem() : refresh.replaceWithVoid();
    }

    /**
     * Tells the minFraud simulator what to say about an address or a mail address.
     *
     * @param rule what it is about, and what to say
     * @return nothing: 204
     */
    @POST
    @Path("minfraud")
    @Operation(hidden = true)
    public Uni<Void> addRiskRule(@NotNull @Valid RiskRule rule) {
        return stack.addRiskRule(rule);
    }

    /**
     * Tells the Sumsub simulator what becomes of a client, which it tells the service at once by a signed webhook.
     *
     * @param review the case, and what becomes of it
     * @param request where the service is reached
     * @return nothing: 204
     */
    @POST
    @Path("kyc-reviews")
    @Operation(hidden = true)
    public Uni<Void> review(@NotNull @Valid KycReview review, @Context UriInfo request) {
        return stack.review(review.to(request.getBaseUri().resolve("/kyc/webhooks/sumsub")));
    }

    /**
     * Lets the gateways answer 503 to every SMS to one number, or no longer.
     *
     * @param outage the number, and whether they are down for it
     * @return nothing: 204
     */
    @POST
    @Path("sms-outages")
    @Operation(hidden = true)
    public Uni<Void> setSmsOutage(@NotNull @Valid SmsOutage outage) {
        return stack.setSmsOutage(outage);
    }
}
