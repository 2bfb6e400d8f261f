package dev.gatehouse.platform.startup;

import dev.gatehouse.platform.web.Cidr;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Judges the settings of a production node by themselves, before anything is started with them, so that what is missing
 * or weak is said in one line each and not by the stack trace of whatever needed it first.
 */
public final class SettingsCheck {
    private static final int MIN_KEY_LENGTH = 32;

    private final Settings settings;

    private SettingsCheck(Settings settings) {
        this.settings = settings;
    }

    /**
     * Every problem of the settings, in the order of the table in README.md.
     *
     * @param lookup gives the value of a property by its name, if it is set
     */
    public static Stream<String> problems(Function<String, Optional<String>> lookup) {
        SettingsCheck check = new SettingsCheck(new Settings(lookup));
        return Stream.of(
                        check.required(),
                        check.secrets(),
                        check.web(),
                        check.sources(),
                        check.bootstrapKey(),
                        check.issuer())
                .flatMap(Function.identity());
    }

    /** The form of the line that refuses the start. */
    public static String line(String problem) {
        return "Gatehouse does not start: " + problem;
    }

    private Stream<String> required() {
        return Stream.of(
                        settings.missing(
                                "quarkus.datasource.reactive.url",
                                "the address of PostgreSQL (postgresql://host:5432/gatehouse)"),
                        settings.missing(
                                "quarkus.datasource.jdbc.url",
                                "the same PostgreSQL for the migrations (jdbc:postgresql://host:5432/gatehouse)"),
                        settings.missing("quarkus.redis.hosts", "the address of Redis (redis://host:6379)"),
                        settings.missing("quarkus.mailer.host", "the host of the SMTP server"),
                        settings.missing("quarkus.mailer.from", "the sender of the mails (no-reply@example.org)"))
                .filter(Objects::nonNull);
    }

    private Stream<String> secrets() {
        return SecretRules.problems(settings.value("gatehouse.secret"), settings.value("gatehouse.secret-previous"));
    }

    private Stream<String> web() {
        return Stream.concat(
                settings.list("gatehouse.trusted-proxies")
                        .filter(network -> Cidr.parse(network) == null)
                        .map(network -> "GATEHOUSE_TRUSTED_PROXIES holds '" + network
                                + "', which is no network: write it like 10.0.0.0/8 or 2001:db8::/32"),
                settings.list("gatehouse.panel.origins")
                        .filter(origin -> !isOrigin(origin))
                        .map(origin -> "GATEHOUSE_PANEL_ORIGINS holds '" + origin
                                + "', which is no origin: write each like https://panel.example.org, without a path"));
    }

    private Stream<String> sources() {
        return Stream.of("gatehouse.disposable.sources", "gatehouse.tor.sources")
                .flatMap(property -> settings.list(property)
                        .filter(source -> !isSource(source))
                        .map(source -> Settings.variable(property) + " holds '" + source
                                + "', which is no source: write each like https://lists.example.org/domains.txt,"
                                + " perhaps with 'collector|' or 'aggregator|' before it, or 'none' alone"));
    }

    private Stream<String> bootstrapKey() {
        return settings
                .value("gatehouse.staff.bootstrap-key")
                .filter(key -> key.length() < MIN_KEY_LENGTH)
                .map(key -> "GATEHOUSE_STAFF_BOOTSTRAP_KEY is too short: give it at least " + MIN_KEY_LENGTH
                        + " random characters (openssl rand -hex 32)")
                .stream();
    }

    private Stream<String> issuer() {
        Stream<String> addresses = Stream.of("gatehouse.oidc.issuer", "gatehouse.oidc.jwks-url")
                .filter(property ->
                        settings.value(property).filter(url -> !isSafe(url)).isPresent())
                .map(property ->
                        Settings.variable(property) + " is no https URL (nor one of this machine): write it like"
                                + " https://id.example.org/staff");
        boolean alone = settings.value("gatehouse.oidc.issuer").isPresent()
                && settings.value("gatehouse.oidc.audience").isEmpty();
        return alone
                ? Stream.concat(
                        addresses,
                        Stream.of(
                                "GATEHOUSE_OIDC_AUDIENCE is missing: set it to what the issuer writes into aud for this"
                                        + " service"))
                : addresses;
    }

    /** What leaves this machine does so under TLS. */
    private static boolean isSafe(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && uri.getHost().matches("localhost|127\\.0\\.0\\.1|\\[::1]")));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isSource(String text) {
        String address =
                text.replaceFirst("(?i)^(collector|aggregator)\\s*\\|", "").strip();
        try {
            URI uri = new URI(address);
            return text.equalsIgnoreCase("none")
                    || (uri.getHost() != null
                            && address.toLowerCase(Locale.ROOT).matches("https?://.*"));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isOrigin(String text) {
        return text.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
                || text.matches("https?://\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");
    }
}
