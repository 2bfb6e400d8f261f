package dev.gatehouse.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The OpenID Connect issuer whose tokens staff may come with. */
@ConfigMapping(prefix = "gatehouse.oidc")
public interface OidcSettings {
    /** {@code GATEHOUSE_OIDC_ISSUER}: what stands in {@code iss}, an https URL; without it only keys are taken. */
    Optional<String> issuer();

    /** {@code GATEHOUSE_OIDC_AUDIENCE}: what must stand in {@code aud}. */
    Optional<String> audience();

    /** {@code GATEHOUSE_OIDC_ROLES_CLAIM}: where the roles stand; a path such as {@code realm_access/roles}. */
    @WithDefault("roles")
    String rolesClaim();

    /** {@code GATEHOUSE_OIDC_JWKS_URL}: the issuer's keys; by default where its discovery document says. */
    Optional<String> jwksUrl();

    /** How long the issuer may take. */
    @WithDefault("5s")
    Duration timeout();
}
