package dev.gatehouse.velocity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** From how many registrations on an address is no longer one household or office. */
@ConfigMapping(prefix = "gatehouse.velocity")
public interface VelocitySettings {
    /** {@code GATEHOUSE_VELOCITY_REGISTRATIONS_PER_IP}: accepted registrations from an IPv4 address or an IPv6 /64. */
    @WithDefault("3")
    @Min(1) int registrationsPerIp();

    /** {@code GATEHOUSE_VELOCITY_REGISTRATIONS_PER_NETWORK}: accepted registrations from a /24 or an IPv6 /48. */
    @WithDefault("200")
    @Min(1) int registrationsPerNetwork();

    /** {@code GATEHOUSE_VELOCITY_WINDOW}: the time in which they are counted. */
    @WithDefault("24h")
    @DurationMin(seconds = 1)
    Duration window();
}
