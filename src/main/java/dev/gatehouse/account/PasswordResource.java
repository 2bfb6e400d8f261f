package dev.gatehouse.account;

import dev.gatehouse.page.PageText;
import dev.gatehouse.page.Pages;
import dev.gatehouse.platform.openapi.Answer;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.Characters;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import dev.gatehouse.platform.web.CurrentRequest;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /password}: forgotten and set anew. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/password")
@Tag(name = "Passwords")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class PasswordResource {
    private final PasswordReset reset;
    private final PhoneNumbers phones;
    private final RateLimiter rateLimiter;
    private final Limit perAddress;
    private final CurrentRequest request;
    private final Pages pages;
    private final Template form;

    PasswordResource(
            PasswordReset reset,
            PhoneNumbers phones,
            RateLimiter rateLimiter,
            PasswordLimits limits,
            CurrentRequest request,
            Pages pages,
            @Location("page/reset") Template form) {
        this.reset = reset;
        this.phones = phones;
        this.rateLimiter = rateLimiter;
        this.perAddress = new Limit("password-per-address", limits.perAddressAnHour(), Duration.ofHours(1));
        this.request = request;
        this.pages = pages;
        this.form = form;
    }

    /** The body of {@code POST /password/forgot}. */
    @Schema(name = "ForgotPasswordRequest")
    public record ForgotRequest(@NotBlank @Size(max = 254) @Schema(examples = "anna@example.org") String email) {
        @Override
        public String toString() {
            return "ForgotRequest[]";
        }
    }

    /** The body of {@code POST /password/reset}. */
    @Schema(name = "ResetPasswordRequest")
    public record ResetRequest(
            @NotBlank @Size(max = 128) @Schema(examples = "Jx0f0l1b7cNUb7y0zqV3O1cGm1k7w3v9kXoQv1nq9dE") String token,
            @NotNull @Characters(min = PasswordRules.SHORTEST, max = PasswordRules.LONGEST)
                    @Schema(
                            examples = "correct horse battery",
                            format = "password",
                            minLength = PasswordRules.SHORTEST,
                            maxLength = PasswordRules.LONGEST)
                    String password) {
        @Override
        public String toString() {
            return "ResetRequest[]";
        }
    }

    /** Sends a link, if there is an account; the answer is the same if not. */
    @POST
    @Path("/forgot")
    @ResponseStatus(202)
    @Operation(operationId = "forgotPassword", summary = "Ask for a link to set a new password")
    public Uni<Void> forgot(@NotNull @Valid ForgotRequest body) {
        return limitAddress().flatMap(any -> reset.forgot(body.email()));
    }

    /** Sets a new password with a mail's token. */
    @POST
    @Path("/reset")
    @Operation(
            operationId = "resetPassword",
            summary = "Set a new password",
            description = "All sessions end. Phone and names in the answer are masked.")
    @Answer(example = AccountExamples.MASKED)
    @Problems(ErrorCode.VERIFICATION_TOKEN_INVALID)
    public Uni<AccountView> reset(@NotNull @Valid ResetRequest body) {
        return limitAddress()
                .flatMap(any -> reset.reset(body.token(), body.password()))
                .map(account -> AccountView.masked(account, phones));
    }

    /** The same as an HTML form. */
    @POST
    @Path("/reset")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<RestResponse<String>> resetForm(
            @FormParam("token") @Nullable String token, @FormParam("password") @Nullable String password) {
        String language = pages.language(request.info().acceptLanguage());
        PageText text = pages.text(language);
        Uni<Account> done = limitAddress()
                .flatMap(any -> token == null || password == null
                        ? Uni.createFrom().failure(Refusal.of(ErrorCode.VERIFICATION_TOKEN_INVALID))
                        : reset.reset(token, password));
        return pages.after(
                        done,
                        language,
                        account -> pages.notice(
                                RestResponse.StatusCode.OK, language, text.resetDoneTitle(), text.resetDoneText()))
                .onFailure(
                        failure -> failure instanceof Refusal refusal && refusal.code() == ErrorCode.VALIDATION_FAILED)
                .recoverWithItem(() -> pages.notice(
                        ErrorCode.VALIDATION_FAILED.status(), language, text.resetWeakTitle(), text.resetWeakText()));
    }

    /** The page that the mail's link opens, for a panel that has none of its own. It consumes nothing. */
    @GET
    @Path("/reset")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "resetPasswordPage", summary = "The page behind the mail's link")
    @Problems(ErrorCode.VERIFICATION_TOKEN_INVALID)
    public RestResponse<String> page(@QueryParam("token") @Nullable String token) {
        String language = pages.language(request.info().acceptLanguage());
        return token == null || token.length() > 128
                ? pages.invalidLink(language)
                : pages.page(
                        RestResponse.StatusCode.OK,
                        form,
                        language,
                        pages.text(language).resetTitle(),
                        Map.of("token", token));
    }

    private Uni<Void> limitAddress() {
        return rateLimiter.enforce(perAddress, request.info().clientAddress());
    }
}
