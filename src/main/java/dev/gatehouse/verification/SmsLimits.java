package dev.gatehouse.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on SMS codes: they cost money, and they guard an account. */
@ConfigMapping(prefix = "gatehouse.limits.sms")
public interface SmsLimits {
    /** Between two codes to one account. */
    @WithDefault("60s")
    Duration coolDown();

    /** Codes an hour to one account. */
    @WithDefault("5")
    int perAccountAnHour();

    /** Codes an hour to one number, whatever the number of accounts. */
    @WithDefault("5")
    int perNumberAnHour();

    /** Codes an hour asked for from one address. */
    @WithDefault("20")
    int perAddressAnHour();

    /** Wrong entries a code. */
    @WithDefault("5")
    int attemptsPerCode();

    /** Wrong entries an hour and account, over all its codes. */
    @WithDefault("10")
    int attemptsPerAccountAnHour();

    /** How long a code is good. */
    @WithDefault("10m")
    Duration codeLifetime();

    /** A dial code's breaker may open from so many sends to unproven clients in 24 hours … */
    @WithDefault("50")
    int breakerSends();

    /** … with less than this share (in per cent) of them confirmed. */
    @WithDefault("20")
    int breakerConfirmedPercent();
}
