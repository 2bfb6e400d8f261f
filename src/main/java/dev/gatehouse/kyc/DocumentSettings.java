package dev.gatehouse.kyc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code GATEHOUSE_KYC_DOCUMENTS_*}. */
@ConfigMapping(prefix = "gatehouse.kyc.documents")
interface DocumentSettings {
    /** How long documents are kept after their case was decided. */
    @WithDefault("90d")
    Duration kept();

    /** Uploads at a time on one node: bounds the memory that they take, about half a megabyte each. */
    @WithDefault("128")
    int uploads();
}
