package dev.gatehouse.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much one reseller may do, whatever the number of its keys. */
@ConfigMapping(prefix = "gatehouse.limits.reseller")
public interface ResellerLimits {
    /** {@code GATEHOUSE_LIMITS_RESELLER_REQUESTS_A_SECOND}: requests of any kind. */
    @WithDefault("50")
    @Min(1) int requestsASecond();

    /** {@code GATEHOUSE_LIMITS_RESELLER_REGISTRATIONS_A_DAY}: accepted registrations a day (UTC). */
    @WithDefault("1000")
    @Min(1) int registrationsADay();
}
