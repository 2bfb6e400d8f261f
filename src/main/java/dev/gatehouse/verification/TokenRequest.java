package dev.gatehouse.verification;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A body that brings a mail's token.
 *
 * @param token what stood in the link
 */
@Schema(name = "TokenRequest")
public record TokenRequest(
        @NotBlank @Size(max = 128) @Schema(examples = "Jx0f0l1b7cNUb7y0zqV3O1cGm1k7w3v9kXoQv1nq9dE") String token) {
    private static final int LONGEST = 128;

    /** Whether this can be a token at all. */
    static boolean sane(@Nullable String token) {
        return token != null
                && !token.isEmpty()
                && token.length() <= LONGEST
                && token.chars().allMatch(c -> c == '-' || c == '_' || (c < 0x80 && Character.isLetterOrDigit(c)));
    }

    /** The token of a form, or the refusal that every bad token gets. */
    static String orInvalid(@Nullable String token) {
        if (token == null || !sane(token)) {
            throw Refusal.of(ErrorCode.VERIFICATION_TOKEN_INVALID);
        }
        return token;
    }

    @Override
    public String toString() {
        return "TokenRequest[]";
    }
}
