package dev.gatehouse.kyc;

import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code POST /kyc/webhooks/{provider}}: where hosted KYC providers tell what became of a client. */
@Cancellable(false) // a provider that hangs up leaves no half-done work
@Path("/kyc/webhooks")
@Tag(name = "KYC")
@Consumes(MediaType.APPLICATION_JSON)
public class KycWebhooksResource {
    /** What providers send is a few hundred bytes. */
    static final int MAX_BODY = 64 * 1024;

    private static final String EXAMPLE =
            """
            {"type":"applicantReviewed","applicantId":"5cb56e8e0a975a35f333cb83",\
            "correlationId":"req-a260b669-4f14-4bb5-a4c5-ac0218acb9a4","levelName":"id-and-selfie",\
            "reviewStatus":"completed","reviewResult":{"reviewAnswer":"GREEN"},\
            "createdAtMs":"2026-11-23 09:30:00.123"}""";

    private final List<ProviderWebhook> webhooks;
    private final ProviderEvents events;

    KycWebhooksResource(@All List<ProviderWebhook> webhooks, ProviderEvents events) {
        this.webhooks = webhooks;
        this.events = events;
    }

    /** Takes one event. */
    @POST
    @Path("/{provider}")
    @PermitAll
    @Operation(
            operationId = "takeKycEvent",
            summary = "What a KYC provider tells",
            description =
                    "For the provider alone: its signature over the body is the credential (Sumsub: `X-Payload-Digest` with"
                            + " `X-Payload-Digest-Alg` of `HMAC_SHA256_HEX` or `HMAC_SHA512_HEX`). A replay, a late"
                            + " event, and one that is of no concern here are answered alike and change nothing.")
    @Problems(ErrorCode.NOT_FOUND)
    public Uni<Void> take(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT, examples = EXAMPLE)))
                    byte[] body,
            @PathParam("provider") String provider,
            @Context HttpHeaders headers) {
        ProviderWebhook webhook = webhooks.stream()
                .filter(candidate -> candidate.id().equals(provider) && candidate.configured())
                .findFirst()
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        if (body.length > MAX_BODY) {
            throw Refusal.of(ErrorCode.PAYLOAD_TOO_LARGE);
        }
        ProviderEvent event = webhook.read(headers::getHeaderString, body);
        return event == null ? Uni.createFrom().voidItem() : events.apply(event);
    }
}
