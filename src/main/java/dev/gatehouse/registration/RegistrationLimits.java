package dev.gatehouse.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on registrations; the velocity check acts long before. */
@ConfigMapping(prefix = "gatehouse.limits.registration")
public interface RegistrationLimits {
    /** Registrations an hour from one address (IPv6: /64). */
    @WithDefault("20")
    int perAddressAnHour();
}
