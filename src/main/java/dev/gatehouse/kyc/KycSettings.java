package dev.gatehouse.kyc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code GATEHOUSE_KYC_*}. */
@ConfigMapping(prefix = "gatehouse.kyc")
public interface KycSettings {
    /** Who looks at new cases: {@code manual} (staff, here) or {@code sumsub}. A case stays where it was opened. */
    @WithDefault("manual")
    String provider();
}
