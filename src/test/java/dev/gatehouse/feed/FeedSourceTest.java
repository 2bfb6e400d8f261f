package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.feed.FeedSource.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedSourceTest {
    @Test
    void aSettingSaysWhatASourceMayDoAlone() {
        assertThat(FeedSource.parse(List.of(
                        "collector|https://a.example/x?y=1", " aggregator|http://b.example ", "https://c.example", "")))
                .containsExactly(
                        new FeedSource(Kind.COLLECTOR, "https://a.example/x?y=1"),
                        new FeedSource(Kind.AGGREGATOR, "http://b.example"),
                        new FeedSource(Kind.COLLECTOR, "https://c.example"));
    }

    @Test
    void noneIsNothing() {
        assertThat(FeedSource.parse(List.of("none"))).isEmpty();
        assertThat(FeedSource.parse(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"friend|https://a.example", "collector|", "ftp://a.example", "file:///etc/passwd", "a.example"})
    void whatIsNoSourceIsRefused(String setting) {
        assertThatIllegalArgumentException().isThrownBy(() -> FeedSource.parse(List.of(setting)));
    }
}
