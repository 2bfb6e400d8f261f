package dev.gatehouse.platform.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumbersTest {
    private final PhoneNumbers numbers = new PhoneNumbers();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "+4915123456789,        -,  +4915123456789",
                "+49 (151) 234-567 89,  -,  +4915123456789",
                "+4915123456789,        XX, +4915123456789",
                "+4915123456789,        FR, +4915123456789",
                "0151 23456789,         DE, +4915123456789",
                "0151 23456789,         de, +4915123456789",
                "0049 151 23456789,     DE, +4915123456789",
                "٠١٥١٢٣٤٥٦٧٨٩,          DE, +4915123456789",
                "06 12 34 56 78,        FR, +33612345678",
                "(202) 555-0123,        US, +12025550123",
                "8 916 123-45-67,       RU, +79161234567",
                "02 1234 5678,          IT, +390212345678",
            })
    void parsesWhatCanBeANumber(String input, @Nullable String country, String e164) {
        // when
        String parsed = numbers.parse(input, country);

        // then
        assertThat(parsed).isEqualTo(e164);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'',                                  DE",
                "'   ',                               DE",
                "0151 23456789,                       -",
                "0151 23456789,                       XX",
                "0151 23456789,                       ''",
                "not a number,                        DE",
                "1-800-FLOWERS,                       US",
                "123,                                 DE",
                "+4912,                               -",
                "+999123456789,                       -",
                "+49 30 123456 ext. 5,                -",
                "'+49 30 123456#5',                   -",
                "tel:+4915123456789,                  -",
                "+491512345678901234567,              -",
            })
    void refusesWhatCannotBeOne(String input, @Nullable String country) {
        assertThat(numbers.parse(input, country)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "+4915123456789, 49,  DE, +49******89",
                "+12025550123,   1,   US, +1******23",
                "+14165550123,   1,   CA, +1******23",
                "+3531234567,    353, IE, +353******67",
                "+80012345678,   800, -,  +800******78",
                "+15555550100,   1,   -,  +1******00",
            })
    void tellsCodeCountryAndMaskedForm(String e164, int dialCode, @Nullable String region, String masked) {
        assertThat(numbers.dialCode(e164)).isEqualTo(dialCode);
        assertThat(numbers.region(e164)).isEqualTo(region);
        assertThat(numbers.mask(e164)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "+4915123456789,   MOBILE",
        "+4930123456,      FIXED_LINE",
        "+12015550123,     FIXED_LINE_OR_MOBILE",
        "+18002345678,     TOLL_FREE",
        "+499001234567,    PREMIUM_RATE",
        "+4918012345,      SHARED_COST",
        "+445612345678,    VOIP",
        "+883510012345678, VOIP",
        "+447012345678,    PERSONAL_NUMBER",
        "+447640123456,    PAGER",
        "+445512345678,    COMPANY_NUMBER",
        "+49177991234567,  VOICEMAIL",
        "+490001234567,    INVALID",
        "+15555550100,     INVALID",
    })
    void tellsTheLine(String e164, LineType line) {
        assertThat(numbers.type(e164)).isEqualTo(line);
    }

    @Test
    void looksAtNoInputThatIsTooLong() {
        // given
        String number = "+4915123456789";
        String longest = number + " ".repeat(PhoneNumbers.MAX_LENGTH - number.length());

        // then
        assertThat(numbers.parse(longest, null)).isEqualTo(number);
        assertThat(numbers.parse(longest + ' ', null)).isNull();
    }

    @Test
    void refusesToReadWhatIsNotStoredForm() {
        assertThatThrownBy(() -> numbers.dialCode("0151 23456789"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a number in E.164");
    }
}
