package dev.gatehouse.feed.tor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where the addresses of Tor exits come from. */
@ConfigMapping(prefix = "gatehouse.tor")
public interface TorSettings {
    /**
     * {@code GATEHOUSE_TOR_SOURCES}: comma-separated URLs, each of a bulk exit list, of exit-addresses or of Onionoo's
     * details, in any mixture; {@code none}: nothing is fetched. A comma within a URL is written {@code %2C}.
     */
    @WithDefault(
            "https://check.torproject.org/torbulkexitlist,"
                    + "https://check.torproject.org/exit-addresses,"
                    + "https://onionoo.torproject.org/details?type=relay&running=true&flag=Exit&fields=flags%2Cor_addresses%2Cexit_addresses")
    List<String> sources();

    /** {@code GATEHOUSE_TOR_REFRESH}: how often they are asked. */
    @WithDefault("30m")
    @DurationMin(seconds = 1)
    Duration refresh();
}
