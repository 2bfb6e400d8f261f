package dev.gatehouse.messaging.sms;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Twilio's Messages resource, <a href="https://www.twilio.com/docs/messaging/api/message-resource">API 2010-04-01</a>. */
@Path("/2010-04-01/Accounts")
interface TwilioApi {
    /** Creates a message; {@code 201} when it is queued. */
    @POST
    @Path("/{sid}/Messages.json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Response> create(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @RestPath String sid,
            @RestForm("To") String to,
            @RestForm("From") String from,
            @RestForm("Body") String body);
}
