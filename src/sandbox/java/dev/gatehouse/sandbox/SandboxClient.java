package dev.gatehouse.sandbox;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The stack's own HTTP interface: all that the application and the stack have in common. */
@Path("/")
@RegisterRestClient(configKey = "sandbox")
interface SandboxClient {

    @GET
    @Path("messages")
    Uni<Messages> messages(@RestQuery @Nullable String to);

    @POST
    @Path("tor-exits")
    Uni<Void> addTorExit(TorExit exit);

    @POST
    @Path("tor-outages")
    Uni<Void> setTorOutage(TorOutage outage);

    @POST
    @Path("minfraud-rules")
    Uni<Void> addRiskRule(RiskRule rule);

    @POST
    @Path("kyc-reviews")
    Uni<Void> review(KycReview review);

    @POST
    @Path("sms-outages")
    Uni<Void> setSmsOutage(SmsOutage outage);
}
