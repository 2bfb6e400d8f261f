package dev.gatehouse.feed;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainListTest {
    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of("b.com\na.com\n", "a.com\nb.com\n", 0),
                Arguments.of("# a comment\r\n\r\nA.com \r\na.com\r\n", "a.com\n", 0),
                Arguments.of("a.com # why\n", "a.com\n", 0),
                Arguments.of("@a.com\n*.b.com\n.c.com\nd.com.\n", "a.com\nb.com\nc.com\nd.com\n", 0),
                Arguments.of("münchen.de\nxn--mnchen-3ya.de", "xn--mnchen-3ya.de\n", 0),
                Arguments.of("[\"b.com\", \"a.com\"]", "a.com\nb.com\n", 0),
                Arguments.of(" \n[\"a.com\", 7, null]", "a.com\n", 2),
                Arguments.of("a.com\nno name\nlocalhost\n1.2.3.4\n-a-.com", "a.com\n", 4),
                Arguments.of("<html>\n<body>Sorry</body>\n</html>", "", 3),
                Arguments.of("{\"message\":\"rate limited\"}", "", 1),
                Arguments.of("[]", "", 0),
                Arguments.of("", "", 0));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatListsLookLike(String body, String content, int unreadable) {
        Parsed parsed = DomainList.parse(body);

        assertThat(parsed.content()).isEqualTo(content);
        assertThat(parsed.size()).isEqualTo((int) content.lines().count());
        assertThat(parsed.unreadable()).isEqualTo(unreadable);
        assertThat(parsed.sentinel()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a.com\", \"b.c", "[a.com]", "[\"a.com\"] and more"})
    void brokenJsonIsNoList(String body) {
        assertThatThrownBy(() -> DomainList.parse(body)).isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void whatIsFarTooLongIsNoList() {
        String million = IntStream.rangeClosed(1, 1_000_000)
                .mapToObj(i -> "n" + i + ".com")
                .collect(joining("\n"));
        assertThat(DomainList.parse(million).size()).isEqualTo(1_000_000);
        assertThatThrownBy(() -> DomainList.parse(million + "\nx.com")).isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void aLineWithoutAnEndIsNoName() {
        assertThat(DomainList.parse("ü".repeat(2_000_000)).unreadable()).isEqualTo(1);
        assertThat(DomainList.parse("[[[\"a.com\"]],{\"b\":\"b.com\"},\"c.com\"]"))
                .isEqualTo(new Parsed("c.com\n", 1, 2, null, Map.of()));
    }

    @Test
    void seesASentinel() {
        assertThat(DomainList.parse("a.com\nGMAIL.com\n").sentinel()).isEqualTo("gmail.com");
        assertThat(DomainList.parse("a.com\nnotgmail.com\n").sentinel()).isNull();
    }
}
