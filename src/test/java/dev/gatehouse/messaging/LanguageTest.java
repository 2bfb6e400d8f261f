package dev.gatehouse.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource({
        "en, EN",
        "en-GB, EN",
        "de, DE",
        "DE, DE",
        "de-AT, DE",
        "de_CH, DE",
        "ru, RU",
        "ru-Cyrl-RU, RU",
        "fr, EN",
        "den, EN",
        "'', EN",
        "'x\u0000/../de', EN"
    })
    void matchesTheLanguageExactlyOrSpeaksEnglish(String locale, Language expected) {
        assertThat(Language.of(locale)).isEqualTo(expected);
    }
}
