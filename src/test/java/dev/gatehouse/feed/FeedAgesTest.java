package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedAgesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "true, PT0S, P7D, FRESH",
        "true, PT24H, P7D, FRESH",
        "true, PT24H0.001S, P7D, STALE",
        "true, P7D, P7D, STALE",
        "true, P7DT0.001S, P7D, EXPIRED",
        "true, P999D, , STALE",
        "true, , , STALE",
        "true, , P7D, EXPIRED",
        "false, PT0S, P7D, ABSENT",
        "false, , , ABSENT",
    })
    void dataAges(boolean present, @Nullable Duration age, @Nullable Duration usable, FeedState state) {
        FeedAges ages = new FeedAges(Duration.ofHours(24), usable);

        assertThat(ages.state(present, age == null ? null : NOW.minus(age), NOW))
                .isEqualTo(state);
    }
}
