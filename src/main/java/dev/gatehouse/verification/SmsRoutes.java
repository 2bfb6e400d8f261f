package dev.gatehouse.verification;

import dev.gatehouse.messaging.sms.SmsSettings;
import dev.gatehouse.platform.phone.PhoneNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where SMS may go: to the countries of {@code GATEHOUSE_SMS_COUNTRIES}, or, where none are set, to all but the
 * prefixes that carry no ordinary mobile phones and are the pumpers' favourites: satellite and international networks.
 */
@ApplicationScoped
class SmsRoutes {
    private static final List<String> NO_GO = List.of("+870", "+878", "+881", "+882", "+883", "+888", "+979");

    private final Set<String> countries;
    private final PhoneNumbers phones;

    SmsRoutes(SmsSettings settings, PhoneNumbers phones) {
        this.countries = settings.countries().orElse(List.of()).stream()
                .map(country -> country.strip().toUpperCase(Locale.ROOT))
                .filter(country -> !country.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.phones = phones;
    }

    /** Whether a code may be sent to that number. */
    boolean leadTo(String phone) {
        if (countries.isEmpty()) {
            return NO_GO.stream().noneMatch(phone::startsWith);
        }
        String region = phones.region(phone);
        return region != null && countries.contains(region);
    }
}
