package dev.gatehouse.registration;

import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.IdempotentResponse;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.web.CurrentRequest;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
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
    private final CurrentRequest request;

    RegistrationResource(RegistrationService registration, CurrentRequest request) {
        this.registration = registration;
        this.request = request;
    }

    /** Registers a client. */
    @POST
    @PermitAll
    @Operation(
            operationId = "register",
            summary = "Register a client",
            description = "The same answer, in the same time, whether or not the address already has an account."
                    + " A mail with a link is sent.")
    @Answer(status = 201)
    @Problems({ErrorCode.EMAIL_PROVIDER_NOT_ALLOWED, ErrorCode.REGISTRATION_NOT_ALLOWED, ErrorCode.SCREENING_UNAVAILABLE
    })
    public Uni<RestResponse<RegistrationAnswer>> register(
            @NotNull @Valid RegistrationRequest body,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String idempotencyKey) {
        IdempotencyKey key = IdempotencyKey.of("anonymous", "POST /register", idempotencyKey);
        return registration.register(body, key, request.info()).map(IdempotentResponse::created);
    }
}
