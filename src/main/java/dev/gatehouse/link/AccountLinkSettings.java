package dev.gatehouse.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** From when on accounts that belong together are a matter for KYC. */
@ConfigMapping(prefix = "gatehouse.links")
public interface AccountLinkSettings {
    /** {@code GATEHOUSE_LINKS_KYC_WEIGHT}: from what weight on what is shared with one other account means KYC. */
    @WithDefault("100")
    @Min(1) int kycWeight();

    /** {@code GATEHOUSE_LINKS_FLAG_EARLIER}: whether the account that was there first goes to KYC as well. */
    @WithDefault("false")
    boolean flagEarlier();

    /** {@code GATEHOUSE_LINKS_WINDOW}: how long a device, and an address with a browser, is remembered. */
    @WithDefault("90d")
    @DurationMin(seconds = 1)
    Duration window();

    /** {@code GATEHOUSE_LINKS_GIVEN_UP_WINDOW}: how long a proven phone or mailbox that was changed still counts. */
    @WithDefault("365d")
    @DurationMin(seconds = 1)
    Duration givenUpWindow();

    /** {@code GATEHOUSE_LINKS_ERASED_WINDOW}: how long an erased account that was not to be trusted still counts. */
    @WithDefault("1095d")
    @DurationMin(seconds = 1)
    Duration erasedWindow();
}
