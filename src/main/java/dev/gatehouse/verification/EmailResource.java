package dev.gatehouse.verification;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.account.PasswordRules;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.problem.Characters;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.CurrentRequest;
import dev.gatehouse.verification.EmailVerification.MailSent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

/** {@code PUT /account/email}. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/account/email")
@Tag(name = "Account")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EmailResource {
    private final EmailChange change;
    private final CurrentCaller current;
    private final CurrentRequest request;

    EmailResource(EmailChange change, CurrentCaller current, CurrentRequest request) {
        this.change = change;
        this.current = current;
        this.request = request;
    }

    /**
     * The body of {@code PUT /account/email}.
     *
     * @param email an address whose mailbox the client can open
     * @param password the account's
     */
    @Schema(name = "EmailRequest")
    public record EmailRequest(
            @NotBlank @Size(max = 254) @Schema(examples = "anna.muster@example.org", format = "email") String email,
            @NotNull @Characters(max = PasswordRules.LONGEST)
                    @Schema(examples = "correct horse battery", format = "password", maxLength = PasswordRules.LONGEST)
                    String password) {
        @Override
        public String toString() {
            return "EmailRequest[]";
        }
    }

    /** Sends a link to another address. */
    @PUT
    @RolesAllowed(Scopes.CLIENT)
    @ResponseStatus(202)
    @Operation(
            operationId = "setEmail",
            summary = "Change the e-mail address",
            description =
                    """
                    A link goes to the new address, a notice to the old one. A verified address stays the account's until \
                    that link is followed (`POST /verify/email`); then all other sessions end. One that was never verified is \
                    replaced at once. The same answer whether or not the new address already has an account.""")
    @Problems({
        ErrorCode.CREDENTIALS_INVALID,
        ErrorCode.ALREADY_VERIFIED,
        ErrorCode.EMAIL_NOT_SUPPORTED,
        ErrorCode.EMAIL_PROVIDER_NOT_ALLOWED,
        ErrorCode.SCREENING_UNAVAILABLE
    })
    public Uni<MailSent> set(@NotNull @Valid EmailRequest body) {
        return current.caller().flatMap(caller -> {
            if (!(caller instanceof Caller.Client client)) {
                throw Refusal.of(ErrorCode.UNAUTHENTICATED);
            }
            return change.ask(
                    new EmailChange.Wish(client.accountId(), client.sessionId(), body.email(), body.password()),
                    request.info());
        });
    }
}
