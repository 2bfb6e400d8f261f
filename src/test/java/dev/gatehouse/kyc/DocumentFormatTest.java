package dev.gatehouse.kyc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FFD8FFE000104A46494600         | JPEG
                    FFD8FFE1                       | JPEG
                    FFD8FFDB                       | JPEG
                    FFD8FF                         | JPEG
                    FFD8                           |
                    FFD9FF                         |
                    89504E470D0A1A0A0000000D49484452 | PNG
                    89504E470D0A1A0A               | PNG
                    89504E470A1A0A                 |
                    89504E47                       |
                    255044462D312E37               | PDF
                    255044462D                     | PDF
                    0D0A20255044462D312E37         | PDF
                    EFBBBF255044462D312E37         | PDF
                    25504446                       |
                    3C68746D6C3E255044462D312E37   |
                    00255044462D                   |
                    474946383961                   |
                    52494646000000005745425056     |
                    504B0304                       |
                    4D5A9000                       |
                    3C737667                       |
                    00000018667479706865           |
                    00                             |
                    """)
    void tellsByHowTheContentBegins(String hex, @Nullable DocumentFormat expected) {
        assertThat(DocumentFormat.of(HexFormat.of().parseHex(hex))).isEqualTo(expected);
    }

    @Test
    void nothingAndEndlessWhiteSpaceAreNoFormat() {
        assertThat(DocumentFormat.of(new byte[0])).isNull();
        assertThat(DocumentFormat.of((" ".repeat(2000) + "%PDF-1.7").getBytes(StandardCharsets.US_ASCII)))
                .isNull();
    }

    @Test
    void eachIsFoundByItsMediaType() {
        for (DocumentFormat format : DocumentFormat.values()) {
            assertThat(DocumentFormat.of(format.mediaType())).isEqualTo(format);
        }
    }
}
