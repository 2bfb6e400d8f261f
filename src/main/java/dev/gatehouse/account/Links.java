package dev.gatehouse.account;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Makes the links that stand in mails: the panel's pages where it has some, else our own. */
@ApplicationScoped
public class Links {
    private static final String TOKEN = "{token}";

    private final String verifyEmail;
    private final String resetPassword;
    private final @Nullable String kyc;

    Links(LinkSettings settings) {
        String base = settings.publicUrl().replaceAll("/+$", "");
        this.verifyEmail = settings.verifyEmailUrl().orElse(base + "/verify/email?token=" + TOKEN);
        this.resetPassword = settings.resetPasswordUrl().orElse(base + "/password/reset?token=" + TOKEN);
        this.kyc = settings.kycUrl().orElse(null);
    }

    /** The page that proves a mailbox; the token is base64url and needs no escaping. */
    public String verifyEmail(String token) {
        return verifyEmail.replace(TOKEN, token);
    }

    /** The page that takes a new password. */
    public String resetPassword(String token) {
        return resetPassword.replace(TOKEN, token);
    }

    /** The panel's page for KYC, or {@code null} where it has none. */
    public @Nullable String kyc() {
        return kyc;
    }
}
