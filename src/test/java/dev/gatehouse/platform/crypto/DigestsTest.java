package dev.gatehouse.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigestsTest {
    private static final byte[] KEY = "key".getBytes(UTF_8);

    @Test
    void sha256IsThatOfTheStandard() {
        // FIPS 180-2, appendix B.1
        assertThat(HexFormat.of().formatHex(Digests.sha256("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void whereOnePartEndsMatters() {
        assertThat(hmac("ab", "c")).hasSize(32).isNotEqualTo(hmac("a", "bc")).isNotEqualTo(hmac("abc"));
        assertThat(hmac("abc", "")).isNotEqualTo(hmac("abc"));
        assertThat(hmac("ab", "c")).isEqualTo(hmac("ab", "c"));
    }

    @Test
    void theKeyMatters() {
        assertThat(Digests.hmac("other".getBytes(UTF_8), "abc".getBytes(UTF_8))).isNotEqualTo(hmac("abc"));
    }

    @Test
    void sameComparesContents() {
        assertThat(Digests.same(new byte[] {1, 2}, new byte[] {1, 2})).isTrue();
        assertThat(Digests.same(new byte[] {1, 2}, new byte[] {1, 3})).isFalse();
        assertThat(Digests.same(new byte[] {1, 2}, new byte[] {1})).isFalse();
    }

    private static byte[] hmac(String... parts) {
        byte[][] bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = parts[i].getBytes(UTF_8);
        }
        return Digests.hmac(KEY, bytes);
    }
}
