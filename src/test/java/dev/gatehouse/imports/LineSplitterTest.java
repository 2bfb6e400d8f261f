package dev.gatehouse.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
    void linesAreTheSameHoweverTheyArrive(int pieceLength) {
        assertThat(split("first\n\nthird\r\n\u00e4\u20ac\nlast", pieceLength))
                .containsExactly("1:first", "2:", "3:third\r", "4:\u00e4\u20ac", "5:last");
    }

    @Test
    void aLineFeedAtTheEndBeginsNoLine() {
        assertThat(split("one\n", 2)).containsExactly("1:one");
        assertThat(split("", 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // length of a line | too long
        "16383, false",
        "16384, false",
        "16385, true",
        "100000, true"
    })
    void aLineThatIsTooLongIsSkippedToItsEnd(int length, boolean tooLong) {
        String line = "x".repeat(length);

        for (int pieceLength : List.of(1000, 16_384, 1_000_000)) {
            List<String> lines = split("before\n" + line + "\nafter\n" + line, pieceLength);

            assertThat(lines)
                    .containsExactly(
                            "1:before",
                            tooLong ? "2 is too long" : "2:" + line,
                            "3:after",
                            tooLong ? "4 is too long" : "4:" + line);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', true", "' ', true", "'\t \r', true", "x, false", "' {', false"})
    void knowsBlankLines(String text, boolean blank) {
        assertThat(new LineSplitter.Line(1, text.getBytes(StandardCharsets.UTF_8)).isBlank())
                .isEqualTo(blank);
        assertThat(new LineSplitter.Line(1, null).isBlank()).isFalse();
    }

    private static List<String> split(String body, int pieceLength) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        LineSplitter splitter = new LineSplitter();
        List<LineSplitter.Line> lines = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += pieceLength) {
            lines.addAll(splitter.feed(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + pieceLength))));
        }
        LineSplitter.Line last = splitter.end();
        if (last != null) {
            lines.add(last);
        }
        return lines.stream().map(LineSplitterTest::text).toList();
    }

    private static String text(LineSplitter.Line line) {
        byte[] bytes = line.bytes();
        return bytes == null
                ? line.number() + " is too long"
                : line.number() + ":" + new String(bytes, StandardCharsets.UTF_8);
    }
}
