package dev.gatehouse.sandbox;

import java.util.List;

/**
 * What the stack can provide, each with the settings that it fills in and those that, when given by someone else, say
 * that it is not wanted.
 */
public enum Part {
    /** A real PostgreSQL with an empty database and an owner without superuser rights. */
    POSTGRESQL(
            List.of("quarkus.datasource.reactive.url", "quarkus.datasource.jdbc.url"),
            List.of("quarkus.datasource.username", "quarkus.datasource.password")),
    /** A real Redis, in memory. */
    REDIS(List.of("quarkus.redis.hosts"), List.of()),
    /** An SMTP server that takes every mail and keeps it in memory. */
    MAIL(
            List.of("quarkus.mailer.host"),
            List.of("quarkus.mailer.port", "quarkus.mailer.mock", "quarkus.mailer.start-tls", "quarkus.mailer.from")),
    /** A simulator of Twilio's Messages API. */
    TWILIO(
            List.of("gatehouse.sms.twilio.base-url"),
            List.of(
                    "gatehouse.sms.twilio.account-sid",
                    "gatehouse.sms.twilio.auth-token",
                    "gatehouse.sms.twilio.from")),
    /** A simulator of Vonage's SMS API. */
    VONAGE(
            List.of("gatehouse.sms.vonage.base-url"),
            List.of("gatehouse.sms.vonage.api-key", "gatehouse.sms.vonage.api-secret", "gatehouse.sms.vonage.from")),
    /** A simulator of MaxMind's minFraud. */
    MINFRAUD(
            List.of("gatehouse.minfraud.base-url"),
            List.of("gatehouse.minfraud.account-id", "gatehouse.minfraud.license-key")),
    /** A simulator of the KYC provider Sumsub. */
    SUMSUB(
            List.of("gatehouse.kyc.sumsub.base-url"),
            List.of(
                    "gatehouse.kyc.sumsub.app-token",
                    "gatehouse.kyc.sumsub.secret-key",
                    "gatehouse.kyc.sumsub.webhook-secret",
                    "gatehouse.kyc.sumsub.level")),
    /** A list of Tor exits as the Tor Project serves it. */
    TOR(List.of("gatehouse.tor.sources"), List.of()),
    /** No lists of disposable domains but the bundled snapshot: nothing is fetched from the internet. */
    DISPOSABLE(List.of("gatehouse.disposable.sources"), List.of()),
    /** A DNS server that knows every mail domain. */
    DNS(List.of("gatehouse.dns.servers"), List.of()),
    /** A secret that everybody knows. */
    SECRET(List.of("gatehouse.secret"), List.of()),
    /** A first staff key that everybody knows. */
    STAFF_KEY(List.of("gatehouse.staff.bootstrap-key"), List.of()),
    /** An OpenID Connect issuer that gives anybody a token of staff: {@code POST /oidc/tokens}. */
    ISSUER(List.of("gatehouse.oidc.issuer"), List.of("gatehouse.oidc.audience")),
    /** Where the endpoints under {@code /sandbox} reach the stack. */
    STEERING(List.of("quarkus.rest-client.sandbox.url"), List.of());

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> decisive;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> others;

    Part(List<String> decisive, List<String> others) {
        this.decisive = decisive;
        this.others = others;
    }

    /**
     * The settings of which one is enough to say that this part is provided by someone else.
     *
     * @return the names, never empty
     */
    public List<String> decisive() {
        return decisive;
    }

    /**
     * The settings that come with the decisive ones.
     *
     * @return the names
     */
    public List<String> others() {
        return others;
    }
}
