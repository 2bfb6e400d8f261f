package dev.gatehouse.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the dispatcher works. */
@ConfigMapping(prefix = "gatehouse.messaging")
public interface MessagingSettings {
    /** How many messages a node sends at a time; no more than the mailer's pool has connections. */
    @WithDefault("10")
    int concurrency();

    /**
     * How long a claimed message belongs to the node that claimed it; after that another may send it again. Longer than
     * any send takes.
     */
    @WithDefault("60s")
    Duration lease();

    /** How long the mail server may take for one mail, connecting included. */
    @WithDefault("20s")
    Duration mailTimeout();
}
