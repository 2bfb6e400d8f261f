package dev.gatehouse.verification;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.Scopes;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.account.PasswordRules;
import dev.gatehouse.platform.openapi.Problems;
import dev.gatehouse.platform.openapi.StatesClient;
import dev.gatehouse.platform.problem.Characters;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.reseller.ClientOrigins;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code PUT /account/phone}. */
@Cancellable(false) // a caller who hangs up leaves no half-done work
@Path("/account/phone")
@Tag(name = "Account")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PhoneResource {
    private final PhoneChange change;
    private final CurrentCaller current;
    private final ClientOrigins origins;

    PhoneResource(PhoneChange change, CurrentCaller current, ClientOrigins origins) {
        this.change = change;
        this.current = current;
        this.origins = origins;
    }

    /**
     * The body of {@code PUT /account/phone}.
     *
     * @param phone E.164, or national with the country
     * @param country ISO 3166-1 alpha-2 of a national number; by default the account's
     * @param password needed where a verified phone is changed
     */
    @Schema(name = "PhoneRequest")
    public record PhoneRequest(
            @NotBlank @Size(max = 32) @Schema(examples = "+4915123456789") String phone,
            @Nullable @Pattern(regexp = "[A-Z]{2}") @Schema(examples = "DE") String country,
            @Nullable @Characters(max = PasswordRules.LONGEST)
                    @Schema(examples = "correct horse battery", format = "password", maxLength = PasswordRules.LONGEST)
                    String password) {
        @Override
        public String toString() {
            return "PhoneRequest[]";
        }
    }

    /** Sets or changes the phone. */
    @PUT
    @RolesAllowed({Scopes.CLIENT, Scopes.PANEL_ACCOUNTS, Scopes.ACCOUNTS_WRITE})
    @StatesClient
    @Operation(
            operationId = "setPhone",
            summary = "Set or change the phone",
            description = "Changing a verified one asks for the password, tells the old number and the mail address;"
                    + " the new one has to be verified.")
    @Problems({ErrorCode.CREDENTIALS_INVALID, ErrorCode.PHONE_NOT_SUPPORTED, ErrorCode.SCREENING_UNAVAILABLE})
    public Uni<AccountView> set(@NotNull @Valid PhoneRequest body) {
        return current.account()
                .flatMap(account -> current.caller()
                        .flatMap(origins::ifStated)
                        .flatMap(origin ->
                                change.change(account, body.phone(), body.country(), body.password(), origin)))
                .map(AccountView::of);
    }
}
