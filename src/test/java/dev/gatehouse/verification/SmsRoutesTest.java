package dev.gatehouse.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.messaging.sms.SmsSettings;
import dev.gatehouse.platform.phone.PhoneNumbersFactory;
import dev.gatehouse.testing.Settings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsRoutesTest {
    private final SmsRoutes everywhere = routes("");
    private final SmsRoutes dach = routes(" de,AT ,ch");

    @ParameterizedTest
    @ValueSource(strings = {"+4915112345678", "+436641234567", "+12025550123", "+79161234567", "+447911123456"})
    void leadAlmostEverywhereByDefault(String phone) {
        assertThat(everywhere.leadTo(phone)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+870773111632",
                "+878101234567890",
                "+881612345678",
                "+8821234567890",
                "+88312345678901",
                "+888123456789",
                "+979123456789"
            })
    void doNotLeadToSatellitesAndInternationalNetworks(String phone) {
        assertThat(everywhere.leadTo(phone)).isFalse();
        assertThat(dach.leadTo(phone)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+4915112345678", "+436641234567", "+41791234567"})
    void leadToTheCountriesThatAreSet(String phone) {
        assertThat(dach.leadTo(phone)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12025550123", "+79161234567", "+447911123456", "+48601234567"})
    void leadNowhereElse(String phone) {
        assertThat(dach.leadTo(phone)).isFalse();
    }

    private static SmsRoutes routes(String countries) {
        Map<String, String> values = countries.isEmpty() ? Map.of() : Map.of("gatehouse.sms.countries", countries);
        return new SmsRoutes(Settings.of(SmsSettings.class, values), PhoneNumbersFactory.make());
    }
}
