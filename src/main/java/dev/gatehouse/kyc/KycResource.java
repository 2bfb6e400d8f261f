package dev.gatehouse.kyc;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.account.KycState;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /kyc}: what a client who has been stopped sees and does. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/kyc")
@Tag(name = "KYC")
@Produces(MediaType.APPLICATION_JSON)
public class KycResource {
    private final ClientKyc kyc;
    private final CurrentCaller current;

    KycResource(ClientKyc kyc, CurrentCaller current) {
        this.kyc = kyc;
        this.current = current;
    }

    /** What {@code POST /kyc/submit} tells. */
    @Schema(name = "KycSubmitted")
    public record Submitted(@Schema(examples = "in_review") KycState status) {}

    /** Where the client stands. */
    @GET
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_READ})
    @Operation(
            operationId = "getKyc",
            summary = "Where the client stands with KYC, and what to hand in",
            description = "`message` is for the client. Why KYC was asked for is not told.")
    @Answer(example = "{\"verificationUrl\":null,\"message\":null,\"decidedAt\":null}")
    public Uni<KycView> get() {
        return current.account().flatMap(kyc::view);
    }

    /** Begins, or goes on. */
    @POST
    @Path("/start")
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_WRITE})
    @Operation(
            operationId = "startKyc",
            summary = "Begin with KYC, or go on with it",
            description =
                    "With a hosted provider `verificationUrl` says where the client goes on; it is short-lived, so ask again"
                            + " when the client comes back. Else upload what `requirements` lists, then `POST /kyc/submit`.")
    @Answer(example = "{\"documents\":[],\"requirements\":[],\"message\":null,\"decidedAt\":null}")
    @Problems({ErrorCode.KYC_NOT_REQUIRED, ErrorCode.KYC_ALREADY_DECIDED, ErrorCode.KYC_PROVIDER_UNAVAILABLE})
    public Uni<KycView> start() {
        return current.account().flatMap(kyc::start);
    }

    /** Hands in what was uploaded. */
    @POST
    @Path("/submit")
    @ResponseStatus(202)
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_WRITE})
    @Operation(
            operationId = "submitKyc",
            summary = "Hand in what was uploaded",
            description = "Every document that `requirements` lists has to be there. What is under review stays so.")
    @Answer(status = 202)
    @Problems({ErrorCode.KYC_NOT_REQUIRED, ErrorCode.KYC_ALREADY_DECIDED, ErrorCode.KYC_DOCUMENTS_MISSING})
    public Uni<Submitted> submit() {
        return current.actor()
                .flatMap(actor -> current.account().flatMap(account -> kyc.submit(account, actor)))
                .map(Submitted::new);
    }
}
