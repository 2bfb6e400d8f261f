package dev.gatehouse.kyc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PieceCutterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    a                 | a
                    abcd              | abcd
                    abcde             | abcd e
                    abcdefgh          | abcd efgh
                    abcdefghi         | abcd efgh i
                    ab cd             | abcd
                    ab cd e           | abcd e
                    abc def ghi jkl m | abcd efgh ijkl m
                    a b c d e f g h   | abcd efgh
                    """)
    void cutsAndHoldsTheLastBack(String comes, String pieces) {
        PieceCutter cutter = new PieceCutter(4);
        List<String> cut = new ArrayList<>();
        for (String bytes : comes.split(" ", -1)) {
            cutter.add(Unpooled.wrappedBuffer(bytes.getBytes(StandardCharsets.US_ASCII)));
            for (byte[] piece = cutter.poll(); piece != null; piece = cutter.poll()) {
                cut.add(new String(piece, StandardCharsets.US_ASCII));
            }
        }
        cut.add(new String(cutter.last(), StandardCharsets.US_ASCII));

        assertThat(String.join(" ", cut)).isEqualTo(pieces);
    }
}
