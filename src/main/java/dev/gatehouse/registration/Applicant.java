package dev.gatehouse.registration;

import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.account.PasswordRules;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a registration says, read and found valid.
 *
 * @param email the address
 * @param phone E.164
 * @param country ISO 3166-1 alpha-2
 * @param locale a language that the messages are written in
 */
record Applicant(
        EmailAddress email,
        String password,
        String phone,
        String country,
        @Nullable String fullName,
        @Nullable String company,
        String locale) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of("en", "de", "ru");
    private static final String DEFAULT_LANGUAGE = "en";

    /**
     * Reads the request.
     *
     * @throws Refusal {@code 422 validation-failed} with every field that is not valid
     */
    static Applicant of(RegistrationRequest request, PhoneNumbers phones, PasswordRules passwords) {
        List<FieldError> errors = new ArrayList<>();
        EmailAddress email = EmailAddress.parse(request.email());
        if (email == null) {
            errors.add(new FieldError("/email", "not-an-email", "This is not an e-mail address."));
        }
        boolean countryIsKnown = COUNTRIES.contains(request.country());
        if (!countryIsKnown) {
            errors.add(new FieldError("/country", "unknown", "This is not a country code of ISO 3166-1."));
        }
        String phone = phones.parse(request.phone(), countryIsKnown ? request.country() : null);
        if (phone == null) {
            errors.add(new FieldError("/phone", "not-a-phone-number", "This is not a phone number."));
        }
        FieldError password = passwords.check(request.password(), email == null ? "" : email.key());
        if (password != null) {
            errors.add(password);
        }
        if (email == null || phone == null || !errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return new Applicant(
                email,
                request.password(),
                phone,
                request.country(),
                blankToNull(request.fullName()),
                blankToNull(request.company()),
                language(request.locale()));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String language(@Nullable String locale) {
        String language = locale == null ? DEFAULT_LANGUAGE : locale.split("-", 2)[0].toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(language) ? language : DEFAULT_LANGUAGE;
    }

    @Override
    public String toString() {
        return "Applicant[]";
    }
}
