package dev.gatehouse.feed.tor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.web.ClientAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorExitsTest {
    private static final Instant EARLY = Instant.parse("2026-11-22T21:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-22T21:30:00.123Z");

    @Test
    void theLatestListingCounts() {
        // given
        TorExits one = TorExits.NONE
                .and(addresses("192.0.2.1", "192.0.2.2"), EARLY)
                .and(addresses("192.0.2.2", "192.0.2.3"), LATE);
        TorExits other = TorExits.NONE
                .and(addresses("192.0.2.2", "192.0.2.3"), LATE)
                .and(addresses("192.0.2.1", "192.0.2.2"), EARLY);

        // then
        for (TorExits exits : List.of(one, other)) {
            assertThat(exits.size()).isEqualTo(3);
            assertThat(exits.lastListed(address("192.0.2.1"))).isEqualTo(EARLY);
            assertThat(exits.lastListed(address("192.0.2.2"))).isEqualTo(LATE);
            assertThat(exits.lastListed(address("192.0.2.3"))).isEqualTo(LATE);
            assertThat(exits.lastListed(address("192.0.2.4"))).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,            192.0.2.1,            true",
        "192.0.2.1,            ::ffff:192.0.2.1,     true",
        "::ffff:192.0.2.1,     192.0.2.1,            true",
        "192.0.2.1,            192.0.2.2,            false",
        "2001:db8::1,          2001:DB8:0::1,        true",
        "2001:db8::1,          2001:db8::1%eth0,     true",
        "2001:db8::1,          2001:db8::2,          false",
        "2001:db8::1,          2001:db8:0:0:1::1,    false",
    })
    void theVeryAddressIsMatchedInItsNormalForm(String exit, String client, boolean matches) {
        TorExits exits = TorExits.NONE.and(addresses(exit), EARLY);

        assertThat(exits.lastListed(address(client)) != null).isEqualTo(matches);
    }

    @Test
    void onlyWhatWasListedSinceIsKept() {
        // given
        TorExits exits = TorExits.NONE.and(addresses("192.0.2.1"), EARLY).and(addresses("192.0.2.2"), LATE);

        // then
        assertThat(exits.since(EARLY).size()).isEqualTo(2);
        assertThat(exits.since(EARLY.plusMillis(1)).size()).isEqualTo(1);
        assertThat(exits.since(LATE).lastListed(address("192.0.2.2"))).isEqualTo(LATE);
        assertThat(exits.since(LATE.plusMillis(1)).size()).isZero();
    }

    @Test
    void theTextIsReadAsItWasWritten() {
        // given
        TorExits exits =
                TorExits.NONE.and(addresses("2001:db8::1", "192.0.2.1"), EARLY).and(addresses("192.0.2.2"), LATE);

        // when
        String text = exits.text();

        // then
        assertThat(text)
                .isEqualTo(
                        """
                        192.0.2.1 2026-11-22T21:00:00Z
                        192.0.2.2 2026-11-22T21:30:00.123Z
                        2001:db8::1 2026-11-22T21:00:00Z
                        """);
        assertThat(TorExits.parse(text).text()).isEqualTo(text);
        assertThat(TorExits.parse("").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "192.0.2.1 ",
                "192.0.2.1 yesterday",
                "example.org 2026-11-22T21:00:00Z",
                " 2026-11-22T21:00:00Z",
                "\n"
            })
    void anyOtherTextIsRefused(String text) {
        assertThatThrownBy(() -> TorExits.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    static ClientAddress address(@Nullable String text) {
        return Objects.requireNonNull(ClientAddress.parse(text), "no address");
    }

    static List<ClientAddress> addresses(String... texts) {
        return Stream.of(texts).map(TorExitsTest::address).toList();
    }
}
