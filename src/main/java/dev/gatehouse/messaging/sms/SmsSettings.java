package dev.gatehouse.messaging.sms;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The SMS gateways and where SMS may go. A gateway whose credentials or sender are missing is left out. */
@ConfigMapping(prefix = "gatehouse.sms")
public interface SmsSettings {
    /** How long one gateway may take before the next is asked. */
    @WithDefault("5s")
    Duration timeout();

    /** {@code GATEHOUSE_SMS_COUNTRIES}: ISO 3166-1 alpha-2 codes; empty: all but a built-in list of no-go prefixes. */
    Optional<List<String>> countries();

    /** {@code GATEHOUSE_SMS_DAILY_BUDGET}: sends a day, all accounts together. */
    @WithDefault("20000")
    int dailyBudget();

    /** The first gateway. */
    Twilio twilio();

    /** The second gateway. */
    Vonage vonage();

    /** Twilio's Messages API. */
    interface Twilio {
        /** Without a path. */
        @WithDefault("https://api.twilio.com")
        URI baseUrl();

        /** The account's SID. */
        Optional<String> accountSid();

        /** The secret of basic auth. */
        Optional<String> authToken();

        /** The sender: a number or an alphanumeric id. */
        Optional<String> from();
    }

    /** Vonage's SMS API. */
    interface Vonage {
        /** Without a path. */
        @WithDefault("https://rest.nexmo.com")
        URI baseUrl();

        /** The account's key. */
        Optional<String> apiKey();

        /** The key's secret. */
        Optional<String> apiSecret();

        /** The sender: a number or an alphanumeric id. */
        Optional<String> from();
    }
}
