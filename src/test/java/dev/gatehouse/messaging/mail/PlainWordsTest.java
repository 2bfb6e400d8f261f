package dev.gatehouse.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Müller & Söhne GmbH | Müller & Söhne GmbH",
                "203.0.113.7 | 203.0.113.7",
                "2001:db8::7 | 2001:db8::7",
                "+49******89 | +49******89",
                "Win at https://evil.example/x now | Win at now",
                "see www.evil now | see now",
                "go evil.com/path! ok | go ok",
                "go EVIL.рф ok | go ok",
                "write me@evil ok | write ok",
            })
    void keepsTheWordsAndDropsWhatMisleads(String text, String expected) {
        assertThat(PlainWords.of(text, 60)).isEqualTo(expected);
    }

    @Test
    void makesControlAndFormattingCharactersSpaces() {
        assertThat(PlainWords.of("line\r\nBcc: x", 60)).isEqualTo("line Bcc: x");
        assertThat(PlainWords.of("a\u202Eb\u200Bc\u0007", 60)).isEqualTo("a b c");
    }

    @Test
    void cutsWithoutBreakingACharacter() {
        assertThat(PlainWords.of("😀".repeat(10), 4)).isEqualTo("😀😀😀…");
        assertThat(PlainWords.of("abcd", 4)).isEqualTo("abcd");
    }
}
