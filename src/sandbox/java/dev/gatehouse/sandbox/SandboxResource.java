package dev.gatehouse.sandbox;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Shows what was sent and steers the simulators, so that the whole pathway can be walked with curl. */
@Path("/sandbox")
public final class SandboxResource {

    private final SandboxClient stack;

    SandboxResource(@RestClient SandboxClient stack) {
        this.stack = stack;
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
     * Adds an address to the list of Tor exits, which the service reads at its next refresh.
     *
     * @param exit the address
     * @return nothing: 204
     */
    @POST
    @Path("tor-exits")
    @Operation(hidden = true)
    public Uni<Void> addTorExit(@NotNull @Valid TorExit exit) {
        return stack.addTorExit(exit);
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
