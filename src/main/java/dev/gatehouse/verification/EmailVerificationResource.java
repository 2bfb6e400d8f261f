package dev.gatehouse.verification;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountExamples;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.web.CurrentRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /verify/email}: the link in the mail and what becomes of it. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/verify/email")
@Tag(name = "Verification")
@Produces(MediaType.APPLICATION_JSON)
public class EmailVerificationResource {
    private final EmailVerification verification;
    private final EmailVerificationPages pages;
    private final CurrentCaller current;
    private final CurrentRequest request;
    private final PhoneNumbers phones;

    EmailVerificationResource(
            EmailVerification verification,
            EmailVerificationPages pages,
            CurrentCaller current,
            CurrentRequest request,
            PhoneNumbers phones) {
        this.verification = verification;
        this.pages = pages;
        this.current = current;
        this.request = request;
        this.phones = phones;
    }

    /** Sends another mail. */
    @POST
    @Path("/send")
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_WRITE})
    @ResponseStatus(202)
    @Operation(operationId = "sendVerificationEmail", summary = "Send the verification mail again")
    @Problems(ErrorCode.ALREADY_VERIFIED)
    public Uni<EmailVerification.MailSent> send() {
        return current.account().flatMap(verification::send);
    }

    /** Takes the token: it is the proof, no credential is needed. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verifyEmail",
            summary = "Verify the e-mail address",
            description = "The token is the proof. Without the account's own bearer token, phone and names are masked.")
    @SecurityRequirement(name = "bearer")
    @Answer(example = AccountExamples.MASKED)
    @Problems(ErrorCode.VERIFICATION_TOKEN_INVALID)
    public Uni<AccountView> verify(@NotNull @Valid TokenRequest body) {
        return verification.verify(body.token()).flatMap(this::view);
    }

    private Uni<AccountView> view(Account account) {
        return current.caller()
                .map(caller ->
                        isOwner(caller, account) ? AccountView.of(account) : AccountView.masked(account, phones));
    }

    private static boolean isOwner(@Nullable Caller caller, Account account) {
        return caller instanceof Caller.Client client && client.accountId().equals(account.id());
    }

    /** The same as an HTML form. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<RestResponse<String>> verifyForm(@FormParam("token") @Nullable String token) {
        return pages.confirmed(
                verification.verify(TokenRequest.orInvalid(token)),
                request.info().acceptLanguage());
    }

    /** "This was not me": closes the pending account. */
    @POST
    @Path("/decline")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "declineEmail",
            summary = "\"This was not me\": close the pending account, or refuse to be its new address")
    @Problems(ErrorCode.VERIFICATION_TOKEN_INVALID)
    public Uni<Void> decline(@NotNull @Valid TokenRequest body) {
        return verification.decline(body.token());
    }

    /** The same as an HTML form. */
    @POST
    @Path("/decline")
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<RestResponse<String>> declineForm(@FormParam("token") @Nullable String token) {
        return pages.declined(
                verification.decline(TokenRequest.orInvalid(token)),
                request.info().acceptLanguage());
    }

    /** The page that the mail's link opens. It consumes nothing: mail scanners follow links. */
    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Operation(
            operationId = "verifyEmailPage",
            summary = "The page behind the mail's link",
            description = "Has one button that POSTs the token; consumes nothing.")
    @Problems(ErrorCode.VERIFICATION_TOKEN_INVALID)
    public Uni<RestResponse<String>> page(@QueryParam("token") @Nullable String token) {
        String sane = TokenRequest.sane(token) ? token : null;
        Uni<EmailVerification.@Nullable Question> question =
                sane == null ? Uni.createFrom().nullItem() : verification.peek(sane);
        return pages.ask(question, sane, request.info().acceptLanguage());
    }
}
