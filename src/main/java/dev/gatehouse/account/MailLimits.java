package dev.gatehouse.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on the mails that a client can ask for. */
@ConfigMapping(prefix = "gatehouse.limits.mail")
public interface MailLimits {
    /** Between two mails to one account. */
    @WithDefault("60s")
    Duration coolDown();

    /** Mails an hour to one account. */
    @WithDefault("5")
    int perAccountAnHour();

    /** Other addresses that an account may ask for, a day. */
    @WithDefault("3")
    int changesADay();

    /** Mails a day to one recipient address, whatever the number of accounts. */
    @WithDefault("10")
    int perRecipientADay();
}
