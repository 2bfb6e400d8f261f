package dev.gatehouse.platform.crypto;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Optional;

/** The one secret from which every key is derived. */
@ConfigMapping(prefix = "gatehouse")
public interface SecretSettings {
    /** {@code GATEHOUSE_SECRET}: base64 of at least 32 bytes. Required; its absence refuses the start. */
    @WithName("secret")
    Optional<String> current();

    /** {@code GATEHOUSE_SECRET_PREVIOUS}: the one before, still read while it is being replaced. */
    @WithName("secret-previous")
    Optional<String> previous();
}
