package dev.gatehouse.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTallyTest {
    @ParameterizedTest
    @CsvSource({
        // unproven sends, confirmed, open
        "0,    0,   false",
        "49,   0,   false",
        "50,   0,   true",
        "50,   9,   true",
        "50,   10,  false",
        "50,   50,  false",
        "1000, 199, true",
        "1000, 200, false",
    })
    void theBreakerOpensWhereHardlyAnyCodeIsConfirmed(long unproven, long confirmed, boolean open) {
        assertThat(new SmsTally.Day(5000, unproven, confirmed).breakerIsOpen(Settings.of(SmsLimits.class)))
                .isEqualTo(open);
    }
}
