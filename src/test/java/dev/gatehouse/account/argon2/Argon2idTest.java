package dev.gatehouse.account.argon2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Argon2idTest {
    private static final Argon2Cost STANDARD = new Argon2Cost(19 * 1024, 2, 1);
    private static final int HASHES = 60;

    /** RFC 9106, section 5.3: four lanes, a secret and associated data. */
    @ParameterizedTest
    @MethodSource("dev.gatehouse.account.argon2.Implementations#all")
    void givesTheTagOfTheRfc(Argon2id argon2id) {
        byte[] password = filled(32, 0x01);
        byte[] salt = filled(16, 0x02);
        byte[] secret = filled(8, 0x03);
        byte[] data = filled(12, 0x04);

        byte[] tag = argon2id.tag(new Argon2Cost(32, 3, 4), password, salt, secret, data);

        assertThat(HexFormat.ofDelimiter(" ").formatHex(tag))
                .isEqualTo(
                        "0d 64 0d f5 8d 78 76 6c 08 c0 37 a3 4a 8b 53 c9 d0 1e f0 45 2d 75 b6 5e b5 25 20 e9 6b 01 e6 59");
        assertThat(argon2id.tag(new Argon2Cost(32, 3, 4), password, salt)).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.account.argon2.Implementations#all")
    void takesNothingFromWhatItIsGiven(Argon2id argon2id) {
        byte[] password = filled(32, 0x01);
        byte[] secret = filled(8, 0x03);

        argon2id.tag(new Argon2Cost(32, 1, 1), password, filled(16, 0x02), secret, new byte[0]);

        assertThat(password).containsOnly(0x01);
        assertThat(secret).containsOnly(0x03);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            19456, 2, 1, correct horse battery
            19456, 2, 1, ''
            19456, 3, 1, пароль с пробелами и 密碼
            4096,  1, 2, correct horse battery
            1024,  4, 3, x
            """)
    void bothAgree(int memory, int passes, int lanes, String password) throws IOException {
        Argon2Cost cost = new Argon2Cost(memory, passes, lanes);
        byte[] bytes = password.getBytes(UTF_8);

        assertThat(Implementations.inC().tag(cost, bytes, filled(16, 0x05)))
                .hasSize(Argon2id.LENGTH)
                .isEqualTo(Implementations.inJava().tag(cost, bytes, filled(16, 0x05)));
    }

    @Test
    void whatTheLibraryRefusesIsNoTag() throws IOException {
        Argon2id argon2id = Implementations.inC();
        byte[] tooShort = filled(7, 0x02);

        assertThatThrownBy(() -> argon2id.tag(STANDARD, filled(8, 0x01), tooShort))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("argon2id_ctx returned -6");
    }

    @Test
    void theMemoryOfAHashIsFreedAfterIt() throws IOException {
        Argon2id argon2id = Implementations.inC();
        argon2id.tag(STANDARD, filled(8, 0x01), filled(16, 0x02));
        long before = residentKiB();

        for (int i = 0; i < HASHES; i++) {
            argon2id.tag(STANDARD, filled(8, i), filled(16, 0x02));
        }

        assertThat(residentKiB() - before).isLessThan((long) HASHES * STANDARD.memory() / 2);
    }

    private static long residentKiB() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(each -> each.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
