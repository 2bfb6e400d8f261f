package dev.gatehouse.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PieceSealerTest {
    private static final byte[] PIECE = "a piece of a passport".getBytes(StandardCharsets.UTF_8);
    private static final UUID ID = new UUID(1, 2);

    private final PieceSealer sealer = new PieceSealer(key((byte) 1), ID);

    @ParameterizedTest
    @CsvSource({"0,false", "0,true", "1,false", "255,true", "2147483647,true"})
    void opensWhereItBelongs(int number, boolean last) {
        byte[] sealed = sealer.seal(number, last, PIECE);

        assertThat(sealed).hasSize(PIECE.length + PieceSealer.OVERHEAD);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("passport");
        assertThat(sealer.open(number, last, sealed)).isEqualTo(PIECE);
    }

    @ParameterizedTest(name = "piece {0}, last: {1}")
    @CsvSource({"4,false", "2,false", "3,true", "0,false", "3,true"})
    void opensAtNoOtherPlace(int number, boolean last) {
        byte[] sealed = sealer.seal(3, false, PIECE);

        assertThatThrownBy(() -> sealer.open(number, last, sealed)).isInstanceOf(UnsealableException.class);
    }

    @Test
    void opensInNoOtherValueAndUnderNoOtherKey() {
        byte[] sealed = sealer.seal(0, true, PIECE);

        assertThatThrownBy(() -> new PieceSealer(key((byte) 1), new UUID(1, 3)).open(0, true, sealed))
                .isInstanceOf(UnsealableException.class);
        assertThatThrownBy(() -> new PieceSealer(key((byte) 2), ID).open(0, true, sealed))
                .isInstanceOf(UnsealableException.class);
    }

    @Test
    void noBitCanBeChangedAndNothingCutOff() {
        byte[] sealed = sealer.seal(0, true, PIECE);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] = (byte) (changed[i] ^ 0x10);
            assertThatThrownBy(() -> sealer.open(0, true, changed)).isInstanceOf(UnsealableException.class);
        }
        assertThatThrownBy(() -> sealer.open(0, true, Arrays.copyOf(sealed, sealed.length - 1)))
                .isInstanceOf(UnsealableException.class);
        assertThatThrownBy(() -> sealer.open(0, true, new byte[0])).isInstanceOf(UnsealableException.class);
    }

    @Test
    void theSamePieceIsSealedDifferentlyAtEachPlace() {
        Set<String> seen = new HashSet<>();
        for (int number = 0; number < 300; number++) {
            seen.add(new String(sealer.seal(number, false, PIECE), StandardCharsets.ISO_8859_1));
            seen.add(new String(sealer.seal(number, true, PIECE), StandardCharsets.ISO_8859_1));
        }

        assertThat(seen).hasSize(600);
    }

    @Test
    void aKeyHas32Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PieceSealer(new byte[16], ID));
    }

    private static byte[] key(byte fill) {
        byte[] key = new byte[PieceSealer.KEY_LENGTH];
        Arrays.fill(key, fill);
        return key;
    }
}
