package dev.gatehouse.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.ratelimit.RateLimitState;
import dev.gatehouse.testing.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsUseTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final SmsLimits limits = Settings.of(SmsLimits.class);

    /** Ages in seconds: how long ago the account's first and last and the number's first code were sent. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // by account: many, oldest, newest; by number: many, oldest; the limit, its wait
                "0, -,    -,   0, -,    -, -",
                "1, 60,   60,  1, 60,   -, -",
                "1, 59,   59,  1, 59,   sms-cool-down, 1",
                "1, 0,    0,   1, 0,    sms-cool-down, 60",
                "4, 3000, 60,  4, 3000, -, -",
                "4, 3000, 10,  4, 3000, sms-cool-down, 50",
                "5, 3000, 70,  4, 3000, sms-per-account, 600",
                "5, 3590, 20,  4, 3000, sms-cool-down, 40",
                "5, 3600, 70,  4, 3000, -, -",
                "0, -,    -,   5, 1200, sms-per-number, 2400",
                "0, -,    -,   9, 1200, sms-per-number, 2400",
                "0, -,    -,   5, 3600, -, -",
                "5, 3000, 70,  5, 1200, sms-per-number, 2400",
                "5, 1200, 70,  5, 3000, sms-per-account, 2400",
            })
    void theLimitThatHoldsBackLongestCounts(
            int byAccount,
            @Nullable Integer oldest,
            @Nullable Integer newest,
            int byNumber,
            @Nullable Integer numberOldest,
            @Nullable String limit,
            @Nullable Integer wait) {
        SmsUse use = new SmsUse(byAccount, ago(oldest), ago(newest), byNumber, ago(numberOldest));

        RateLimitState exceeded = use.exceeded(limits, NOW);

        assertThat(exceeded == null ? null : exceeded.limit().name()).isEqualTo(limit);
        if (exceeded != null) {
            assertThat(exceeded.reset()).isEqualTo(Duration.ofSeconds(Objects.requireNonNull(wait)));
        }
    }

    @Test
    void whatIsLeftIsTheLesserOfBoth() {
        assertThat(new SmsUse(0, null, null, 0, null).leftAfterNext(limits)).isEqualTo(4);
        assertThat(new SmsUse(3, NOW, NOW, 1, NOW).leftAfterNext(limits)).isEqualTo(1);
        assertThat(new SmsUse(0, null, null, 4, NOW).leftAfterNext(limits)).isZero();
        assertThat(new SmsUse(5, NOW, NOW, 9, NOW).leftAfterNext(limits)).isZero();
    }

    private static @Nullable Instant ago(@Nullable Integer seconds) {
        return seconds == null ? null : NOW.minusSeconds(seconds);
    }
}
