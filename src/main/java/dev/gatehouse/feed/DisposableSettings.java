package dev.gatehouse.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where lists of disposable domains come from. */
@ConfigMapping(prefix = "gatehouse.disposable")
public interface DisposableSettings {
    /**
     * {@code GATEHOUSE_DISPOSABLE_SOURCES}: {@code collector|URL}, {@code aggregator|URL} or a bare URL, which is a
     * collector's; {@code none}: the bundled snapshot alone. By default the projects' own files.
     */
    @WithDefault("collector|https://raw.githubusercontent.com/disposable-email-domains/disposable-email-domains/HEAD/"
            + "disposable_email_blocklist.conf,"
            + "collector|https://raw.githubusercontent.com/tompec/disposable-email-domains/HEAD/index.json,"
            + "collector|https://raw.githubusercontent.com/wesbos/burner-email-providers/HEAD/emails.txt,"
            + "collector|https://raw.githubusercontent.com/FGRibreau/mailchecker/HEAD/list.txt,"
            + "collector|https://raw.githubusercontent.com/7c/fakefilter/HEAD/txt/data.txt,"
            + "aggregator|https://raw.githubusercontent.com/disposable/disposable-email-domains/HEAD/domains.txt,"
            + "aggregator|https://raw.githubusercontent.com/amieiro/disposable-email-domains/HEAD/denyDomains.txt")
    Optional<List<String>> sources();

    /** {@code GATEHOUSE_DISPOSABLE_REFRESH}: how often they are asked. */
    @WithDefault("6h")
    @DurationMin(seconds = 1)
    Duration refresh();

    /** From how many proven clients on a domain is the provider's own, which no source can have blocked. */
    @WithDefault("20")
    int ownClients();

    /** Fewer domains to block than this raise an alarm. */
    @WithDefault("170000")
    int least();
}
