package dev.gatehouse.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on changing the phone. */
@ConfigMapping(prefix = "gatehouse.limits.phone")
public interface PhoneLimits {
    /** Changes a day and account. */
    @WithDefault("3")
    int changesADay();
}
