package dev.gatehouse.verification;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.account.AccountExamples;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.openapi.StatesClient;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.reseller.ClientOrigins;
import dev.gatehouse.screening.CheckContext.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /verify/sms}: the code on the phone. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/verify/sms")
@Tag(name = "Verification")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_WRITE})
public class SmsVerificationResource {
    private final SmsCodeSender sender;
    private final SmsCodeVerifier verifier;
    private final CurrentCaller current;
    private final ClientOrigins origins;

    SmsVerificationResource(
            SmsCodeSender sender, SmsCodeVerifier verifier, CurrentCaller current, ClientOrigins origins) {
        this.sender = sender;
        this.verifier = verifier;
        this.current = current;
        this.origins = origins;
    }

    /**
     * The body of {@code POST /verify/sms/send}; may be left out.
     *
     * @param channel {@code sms}, the only one there is
     */
    @Schema(name = "SendCodeRequest")
    public record SendCodeRequest(@Nullable @Pattern(regexp = "sms") @Schema(examples = "sms") String channel) {}

    /**
     * The body of {@code POST /verify/sms}.
     *
     * @param code six digits
     */
    @Schema(name = "CodeRequest")
    public record CodeRequest(@NotNull @Pattern(regexp = "[0-9]{6}") @Schema(examples = "123456") String code) {
        @Override
        public String toString() {
            return "CodeRequest[]";
        }
    }

    /** Sends a code. */
    @POST
    @Path("/send")
    @StatesClient
    @ResponseStatus(202)
    @Operation(operationId = "sendVerificationCode", summary = "Send a code by SMS")
    @Problems({
        ErrorCode.ALREADY_VERIFIED,
        ErrorCode.PHONE_MISSING,
        ErrorCode.PHONE_NOT_SUPPORTED,
        ErrorCode.SMS_UNAVAILABLE
    })
    public Uni<SmsCodeSender.CodeSent> send(@Nullable @Valid SendCodeRequest body) {
        return current.account().flatMap(account -> origin().flatMap(origin -> sender.send(account, origin.address())));
    }

    /** Takes the code. */
    @POST
    @StatesClient
    @Operation(operationId = "verifySms", summary = "Verify the phone with the code")
    @Answer(example = AccountExamples.ACTIVE)
    @Problems({ErrorCode.ALREADY_VERIFIED, ErrorCode.VERIFICATION_CODE_INVALID, ErrorCode.TOO_MANY_ATTEMPTS})
    public Uni<AccountView> verify(@NotNull @Valid CodeRequest body) {
        return current.account()
                .flatMap(account -> origin().flatMap(origin -> verifier.verify(account, body.code(), origin)))
                .map(AccountView::of);
    }

    private Uni<Origin> origin() {
        return current.caller().flatMap(origins::ifStated);
    }
}
