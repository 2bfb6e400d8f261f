package dev.gatehouse.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsAnswerTest {

    private static final int A = 1;
    private static final int MX = 15;
    private static final int AAAA = 28;

    @ParameterizedTest
    @CsvSource({
        "gmail.com, 15, 0, 1",
        "gmail.com, 1, 0, 1",
        "any.name.at.all.example, 15, 0, 1",
        "gmail.com, 28, 0, 0",
        "nomx.example.org, 15, 0, 0",
        "nomx.example.org, 1, 0, 0",
        "nullmx.example.org, 15, 0, 1",
        "onlya.example.org, 15, 0, 0",
        "onlya.example.org, 1, 0, 1",
        "onlyaaaa.example.org, 15, 0, 0",
        "onlyaaaa.example.org, 1, 0, 0",
        "onlyaaaa.example.org, 28, 0, 1",
        "servfail.example.org, 15, 2, 0",
        "Mail.INVALID, 15, 3, 0",
    })
    void everyNameHasMailButThoseThatSayOtherwise(String name, int type, int responseCode, int answers) {
        byte[] query = query(name, type);

        byte[] answer = Objects.requireNonNull(DnsAnswer.to(query));

        assertThat(answer).startsWith(query[0], query[1], 0x81, 0x80 | responseCode);
        assertThat(answer[7]).isEqualTo((byte) answers);
        assertThat(answer)
                .hasSize(query.length
                        + switch (answers == 0 ? 0 : type) {
                            case A -> 12 + 4;
                            case AAAA -> 12 + 16;
                            case MX -> 12 + (name.startsWith("nullmx.") ? 3 : 7);
                            default -> 0;
                        });
    }

    @Test
    void aSilentNameGetsNoAnswer() {
        assertThat(DnsAnswer.to(query("silent.example.org", MX))).isNull();
    }

    private static byte[] query(String name, int type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String label : name.split("\\.", -1)) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(new byte[] {0, 0, (byte) type, 0, 1});
        return out.toByteArray();
    }
}
