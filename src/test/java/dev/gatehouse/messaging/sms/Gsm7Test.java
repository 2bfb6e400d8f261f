package dev.gatehouse.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gsm7Test {
    @ParameterizedTest
    @CsvSource({"Your code: 123456, true", "geändert €5 [x], true", "ваш код, false", "“quoted”, false", "ç, false"})
    void knowsTheAlphabet(String text, boolean holds) {
        assertThat(Gsm7.holds(text)).isEqualTo(holds);
    }
}
