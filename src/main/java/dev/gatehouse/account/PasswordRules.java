package dev.gatehouse.account;

import dev.gatehouse.platform.problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What a new password must be: 10 to 128 characters and not a common one. No rules on its composition. */
@ApplicationScoped
public class PasswordRules {
    /** The fewest characters (code points). */
    public static final int SHORTEST = 10;

    /** The most characters, so that hashing stays bounded. */
    public static final int LONGEST = 128;

    private final CommonPasswords common;

    PasswordRules(CommonPasswords common) {
        this.common = common;
    }

    /** What is wrong with the password for that address, or {@code null} if nothing is. */
    public @Nullable FieldError check(String password, String emailKey) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return error("too-short", "Use at least " + SHORTEST + " characters.");
        }
        if (length > LONGEST) {
            return error("too-long", "Use at most " + LONGEST + " characters.");
        }
        return common.isCommon(password, emailKey)
                ? error("too-common", "This password is one of those that are guessed first.")
                : null;
    }

    private static FieldError error(String code, String detail) {
        return new FieldError("/password", code, detail);
    }
}
