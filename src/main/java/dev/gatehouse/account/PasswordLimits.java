package dev.gatehouse.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on forgotten passwords. */
@ConfigMapping(prefix = "gatehouse.limits.password")
public interface PasswordLimits {
    /** Links asked for and passwords set, an hour and client address. */
    @WithDefault("30")
    int perAddressAnHour();
}
