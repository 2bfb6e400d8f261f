package dev.gatehouse.privacy;

import dev.gatehouse.platform.ratelimit.Limit;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on copies of a client's data. */
@ConfigMapping(prefix = "gatehouse.limits.privacy")
interface PrivacyLimits {
    /** Copies a day and account. */
    @WithDefault("10")
    int exportsADay();

    /** The same as a limit. */
    default Limit exports() {
        return new Limit("account-exports", exportsADay(), Duration.ofDays(1));
    }
}
