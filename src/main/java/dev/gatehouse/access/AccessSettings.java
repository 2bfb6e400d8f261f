package dev.gatehouse.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** Credentials and how long they live. */
@ConfigMapping(prefix = "gatehouse")
public interface AccessSettings {
    /** {@code GATEHOUSE_STAFF_BOOTSTRAP_KEY}: a first key with every scope, at least 32 characters. */
    @WithName("staff.bootstrap-key")
    Optional<String> bootstrapKey();

    /** How long an access token lives. */
    @WithName("access-token.lifetime")
    @WithDefault("10m")
    Duration accessTokenLifetime();

    /** How long an unused refresh token lives. */
    @WithName("refresh-token.lifetime")
    @WithDefault("30d")
    Duration refreshTokenLifetime();
}
