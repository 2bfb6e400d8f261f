package dev.gatehouse.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The name under which the service speaks to clients. */
@ConfigMapping(prefix = "gatehouse")
public interface BrandSettings {
    /** {@code GATEHOUSE_BRAND}: the provider's name in mails and SMS. */
    @WithDefault("Gatehouse")
    String brand();
}
