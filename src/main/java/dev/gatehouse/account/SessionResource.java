package dev.gatehouse.account;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.Characters;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.CurrentRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code /sessions}: sign in, go on, sign out. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/sessions")
@Tag(name = "Sessions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    private final SignIn signIn;
    private final Sessions sessions;
    private final CurrentCaller current;
    private final CurrentRequest request;

    SessionResource(SignIn signIn, Sessions sessions, CurrentCaller current, CurrentRequest request) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.current = current;
        this.request = request;
    }

    /** The body of {@code POST /sessions}. */
    @Schema(name = "SignInRequest")
    public record SignInRequest(
            @NotBlank @Size(max = 254) @Schema(examples = "anna@example.org") String email,
            @NotNull @Characters(max = PasswordRules.LONGEST)
                    @Schema(examples = "correct horse battery", format = "password", maxLength = PasswordRules.LONGEST)
                    String password) {
        @Override
        public String toString() {
            return "SignInRequest[]";
        }
    }

    /** The body of {@code POST /sessions/refresh}. */
    @Schema(name = "RefreshRequest")
    public record RefreshRequest(
            @NotBlank @Size(max = 128) @Schema(examples = "p0b2mYtJ3a0lXbXl1m1zTq1l2o5y6w7q8r9s0tAbCdE")
                    String refreshToken) {
        @Override
        public String toString() {
            return "RefreshRequest[]";
        }
    }

    /** The answer to {@code POST /sessions/refresh}. */
    @Schema(name = "Refreshed")
    public record Refreshed(Session session) {}

    /** Signs in. */
    @POST
    @PermitAll
    @Operation(operationId = "signIn", summary = "Sign in")
    @Answer(example = AccountExamples.SIGNED_IN)
    @Problems(ErrorCode.CREDENTIALS_INVALID)
    public Uni<SignedIn> signIn(@NotNull @Valid SignInRequest body) {
        return signIn.signIn(body.email(), body.password(), request.info().clientAddress());
    }

    /** Exchanges a refresh token. */
    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(
            operationId = "refreshSession",
            summary = "Go on with a session",
            description = "The refresh token is good once. One that comes a second time ends the session.")
    @Problems(ErrorCode.CREDENTIALS_INVALID)
    public Uni<Refreshed> refresh(@NotNull @Valid RefreshRequest body) {
        return sessions.refresh(body.refreshToken())
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.CREDENTIALS_INVALID))
                .map(Refreshed::new);
    }

    /** Ends the session of the token that calls. */
    @DELETE
    @Path("/current")
    @RolesAllowed(Scopes.CLIENT)
    @Operation(operationId = "signOut", summary = "Sign out")
    public Uni<Void> signOut() {
        return current.caller()
                .flatMap(caller -> caller instanceof Caller.Client client
                        ? sessions.end(client.sessionId())
                        : Uni.createFrom().failure(Refusal.of(ErrorCode.FORBIDDEN)));
    }
}
