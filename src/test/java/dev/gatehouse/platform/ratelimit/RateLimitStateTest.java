package dev.gatehouse.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitStateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    @ParameterizedTest
    @CsvSource({
        // quota, so many, the oldest of them so many minutes ago: minutes to wait
        "3, 0, , ",
        "3, 2, 50, ",
        "3, 3, 50, 10",
        "3, 3, 0, 60",
        "3, 9, 59, 1",
        "1, 1, 60, 0",
        "0, 0, , 60",
        "0, 1, 20, 40"
    })
    void whatWasCountedIsHeldAgainstTheLimit(int quota, long many, @Nullable Long oldest, @Nullable Long wait) {
        Limit limit = new Limit("changes", quota, Duration.ofHours(1));

        RateLimitState exceeded =
                RateLimitState.ofCount(limit, many, oldest == null ? null : NOW.minus(Duration.ofMinutes(oldest)), NOW);

        assertThat(exceeded == null ? null : exceeded.reset())
                .isEqualTo(wait == null ? null : Duration.ofMinutes(wait));
        assertThat(exceeded == null || !exceeded.allowed()).isTrue();
    }
}
