package dev.gatehouse.kyc.sumsub;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code GATEHOUSE_KYC_SUMSUB_*}: all but those with a default are required where Sumsub is the provider. */
@ConfigMapping(prefix = "gatehouse.kyc.sumsub")
interface SumsubSettings {
    /** Without a path. */
    @WithDefault("https://api.sumsub.com")
    URI baseUrl();

    /** The app token: who asks. */
    Optional<String> appToken();

    /** The app token's secret: what requests are signed with. */
    Optional<String> secretKey();

    /** The webhook's secret: what Sumsub signs with. */
    Optional<String> webhookSecret();

    /** The verification level; one of another level approves nobody. Case-sensitive. */
    Optional<String> level();

    /** How long one answer may take, connecting included. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    Duration timeout();

    /** Whether what Sumsub's sandbox tells counts: anybody who can sign in there approves whom it likes. */
    @WithDefault("false")
    boolean allowSandbox();
}
