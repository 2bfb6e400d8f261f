package dev.gatehouse.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Where the links in mails lead to. */
@ConfigMapping(prefix = "gatehouse")
public interface LinkSettings {
    /** {@code GATEHOUSE_PUBLIC_URL}: where this service is reached from outside; for its own pages. */
    @WithName("public-url")
    @WithDefault("http://localhost:${quarkus.http.port:8080}")
    String publicUrl();

    /** {@code GATEHOUSE_PANEL_VERIFY_EMAIL_URL}: the panel's page, with {@code {token}}; by default our own. */
    @WithName("panel.verify-email-url")
    Optional<String> verifyEmailUrl();

    /** {@code GATEHOUSE_PANEL_RESET_PASSWORD_URL}: the panel's page, with {@code {token}}; by default our own. */
    @WithName("panel.reset-password-url")
    Optional<String> resetPasswordUrl();

    /** {@code GATEHOUSE_PANEL_KYC_URL}: the panel's page for KYC; without one the mails hold no link. */
    @WithName("panel.kyc-url")
    Optional<String> kycUrl();
}
