package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.feed.SourceFailure.Reason;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceGuardTest {
    private final SourceGuard guard = new SourceGuard(TestFeedSettings.DEFAULT);

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(1000, 0, null, 1000, null),
                Arguments.of(1000, 0, null, null, null),
                // Shares do not guard a first load.
                Arguments.of(1, 0, null, null, null),
                Arguments.of(0, 0, null, null, Reason.EMPTY),
                Arguments.of(0, 0, null, 1000, Reason.EMPTY),
                Arguments.of(0, 3, null, 1000, Reason.UNREADABLE),
                Arguments.of(90, 10, null, 90, null),
                Arguments.of(89, 11, null, 90, Reason.UNREADABLE),
                Arguments.of(700, 0, null, 1000, null),
                Arguments.of(699, 0, null, 1000, Reason.SHRUNK),
                Arguments.of(1, 0, null, 1000, Reason.SHRUNK),
                Arguments.of(1500, 0, null, 1000, null),
                Arguments.of(1501, 0, null, 1000, Reason.GROWN),
                // A few come and go in short lists.
                Arguments.of(1, 0, null, 6, null),
                Arguments.of(1, 0, null, 7, Reason.SHRUNK),
                Arguments.of(21, 0, null, 1, null),
                Arguments.of(22, 0, null, 1, Reason.GROWN),
                Arguments.of(1000, 0, "gmail.com", 1000, Reason.SENTINEL),
                Arguments.of(1000, 0, "gmail.com", null, Reason.SENTINEL));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void believesOnlyWhatAnHonestListSends(
            int size, int unreadable, @Nullable String sentinel, @Nullable Integer before, @Nullable Reason reason) {
        Throwable thrown =
                catchThrowable(() -> guard.check(new Parsed("", size, unreadable, sentinel, Map.of()), before));

        assertThat(thrown instanceof SourceFailure failure ? failure.reason() : null)
                .as(String.valueOf(thrown))
                .isEqualTo(reason);
    }
}
