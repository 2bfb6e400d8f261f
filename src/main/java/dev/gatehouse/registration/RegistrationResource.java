package dev.gatehouse.registration;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.openapi.StatesClient;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.reseller.ClientOrigins;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code POST /register}. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/register")
@Tag(name = "Registration")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationResource {
    private final RegistrationService registration;
    private final CurrentCaller current;
    private final ClientOrigins origins;

    RegistrationResource(RegistrationService registration, CurrentCaller current, ClientOrigins origins) {
        this.registration = registration;
        this.current = current;
        this.origins = origins;
    }

    /** Registers a client. */
    @POST
    @PermitAll
    @Operation(
            operationId = "register",
            summary = "Register a client",
            description = "The same answer, in the same time, whether or not the address already has an account."
                    + " A mail with a link is sent. With a reseller's key (`accounts:write`) the account is the"
                    + " reseller's to act for, and the answer has no session; no other key registers anybody.")
    @SecurityRequirement(name = "apiKey")
    @StatesClient
    @Answer(status = 201)
    @Problems({
        ErrorCode.FORBIDDEN,
        ErrorCode.EMAIL_PROVIDER_NOT_ALLOWED,
        ErrorCode.REGISTRATION_NOT_ALLOWED,
        ErrorCode.SCREENING_UNAVAILABLE
    })
    public Uni<RestResponse<RegistrationAnswer>> register(
            @NotNull @Valid RegistrationRequest body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        return current.caller()
                .flatMap(caller -> {
                    UUID resellerId = Registrar.resellerOf(caller);
                    IdempotencyKey key = IdempotencyKey.of(Registrar.scopeOf(caller), "POST /register", idempotencyKey);
                    return origins.required(caller)
                            .flatMap(origin -> registration.register(body, key, new Registrar(resellerId, origin)));
                })
                .map(IdempotentResponse::created);
    }
}
