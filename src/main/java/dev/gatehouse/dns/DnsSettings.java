package dev.gatehouse.dns;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where mail domains are looked up, and how long that may take. */
@ConfigMapping(prefix = "gatehouse.dns")
public interface DnsSettings {
    /** {@code GATEHOUSE_DNS_SERVERS}: {@code host:port} each, asked in this order; without it the system's. */
    Optional<List<String>> servers();

    /** {@code GATEHOUSE_DNS_TIMEOUT}: for one domain, over all servers. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    Duration timeout();
}
