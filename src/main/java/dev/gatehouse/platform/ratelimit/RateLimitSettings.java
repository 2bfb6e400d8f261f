package dev.gatehouse.platform.ratelimit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How limits are counted. */
@ConfigMapping(prefix = "gatehouse.ratelimit")
public interface RateLimitSettings {
    /** {@code GATEHOUSE_RATELIMIT_TIMEOUT}: how long Redis may take before it counts as away. */
    @WithDefault("250ms")
    Duration timeout();
}
