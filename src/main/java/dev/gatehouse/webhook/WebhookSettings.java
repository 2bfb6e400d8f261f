package dev.gatehouse.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where webhooks may go, and how long they may take. */
@ConfigMapping(prefix = "gatehouse.webhooks")
public interface WebhookSettings {
    /**
     * {@code GATEHOUSE_WEBHOOKS_ALLOW_PRIVATE}: whether receivers may be anywhere: plain http, any port, addresses that
     * are not global. For tests and closed networks: whoever may name an endpoint then reaches whatever this node does.
     */
    @WithDefault("false")
    boolean allowPrivate();

    /** {@code GATEHOUSE_WEBHOOKS_PORTS}: the ports that receivers may listen on. */
    @WithDefault("80,443")
    Set<Integer> ports();

    /** {@code GATEHOUSE_WEBHOOKS_TIMEOUT}: how long a receiver may take to answer; well below the lease of a minute. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 30)
    Duration timeout();
}
