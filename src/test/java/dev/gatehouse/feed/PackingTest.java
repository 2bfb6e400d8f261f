package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PackingTest {
    @Test
    void givesTheTextAgain() {
        assertThat(Packing.unpack(Packing.pack("münchen.example\n"))).isEqualTo("münchen.example\n");
        assertThat(Packing.unpack(Packing.pack(""))).isEmpty();
    }

    @Test
    void whatIsDamagedIsNoText() {
        byte[] packed = Packing.pack("a.example\n");

        assertThatThrownBy(() -> Packing.unpack(Arrays.copyOf(packed, packed.length - 9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Packing.unpack(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }
}
