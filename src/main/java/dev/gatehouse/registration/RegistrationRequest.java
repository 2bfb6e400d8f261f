package dev.gatehouse.registration;

import dev.gatehouse.account.PasswordRules;
import dev.gatehouse.platform.problem.Characters;
import dev.gatehouse.platform.problem.FieldCode;
import jakarta.validation.Payload;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /register}.
 *
 * @param email an address whose mailbox the client can open
 * @param password 10 to 128 characters, not a common one
 * @param phone E.164, or national with the country
 * @param country ISO 3166-1 alpha-2
 * @param locale the language of the messages, such as {@code de} or {@code de-AT}
 */
@Schema(name = "RegistrationRequest")
public record RegistrationRequest(
        @NotBlank @Size(max = 254) @Schema(examples = "anna@example.org", format = "email") String email,
        @NotNull @Characters(min = PasswordRules.SHORTEST, max = PasswordRules.LONGEST)
                @Schema(
                        examples = "correct horse battery",
                        format = "password",
                        minLength = PasswordRules.SHORTEST,
                        maxLength = PasswordRules.LONGEST)
                String password,
        @NotBlank @Size(max = 32) @Schema(examples = "+4915123456789", description = "E.164, or national with `country`")
                String phone,
        @NotNull @Pattern(regexp = "[A-Z]{2}") @Schema(examples = "DE") String country,
        @Nullable @Size(max = 200) @Pattern(regexp = PLAIN_TEXT) @Schema(examples = "Anna Muster") String fullName,
        @Nullable @Size(max = 200) @Pattern(regexp = PLAIN_TEXT) @Schema(examples = "Muster GmbH") String company,
        @Nullable @Pattern(regexp = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}") @Schema(examples = "de") String locale,
        @NotNull @AssertTrue(payload = MustBeAccepted.class) @Schema(examples = "true", enumeration = "true", description = "The terms are accepted")
                Boolean acceptTerms) {

    /** The code of terms that are not accepted. */
    @FieldCode("must-be-accepted")
    interface MustBeAccepted extends Payload {}

    /** No control characters, line breaks included. */
    private static final String PLAIN_TEXT = "\\P{Cntrl}*";

    @Override
    public String toString() {
        return "RegistrationRequest[]";
    }
}
