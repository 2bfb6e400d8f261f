package dev.gatehouse.messaging.sms;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;

/** Vonage's <a href="https://developer.vonage.com/en/api/sms">SMS API</a>. */
@Path("/sms/json")
interface VonageApi {
    /** Sends a message; {@code 200} whatever becomes of it, the status of each part stands in the body. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<Response> send(
            @RestForm("api_key") String apiKey,
            @RestForm("api_secret") String apiSecret,
            @RestForm("from") String from,
            @RestForm("to") String to,
            @RestForm("text") String text,
            @RestForm("type") String type);
}
