package dev.gatehouse.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final byte[] VALUE = "a link".getBytes(UTF_8);

    private final Sealer old = new Sealer(TestKeyrings.of((byte) 1), new RandomSource());
    private final Sealer current = new Sealer(TestKeyrings.of((byte) 2), new RandomSource());
    private final Sealer both = new Sealer(TestKeyrings.of((byte) 2, (byte) 1), new RandomSource());

    @Test
    void whatIsSealedOpensWhereItBelongs() {
        byte[] sealed = current.seal("payload", "row-1", VALUE);

        assertThat(current.open("payload", "row-1", sealed)).isEqualTo(VALUE);
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("a link");
    }

    @Test
    void theSameValueNeverLooksTheSame() {
        assertThat(current.seal("payload", "row-1", VALUE)).isNotEqualTo(current.seal("payload", "row-1", VALUE));
    }

    @Test
    void anEmptyValueIsAValue() {
        assertThat(current.open("payload", "row-1", current.seal("payload", "row-1", new byte[0])))
                .isEmpty();
    }

    @Test
    void anotherContextOrPurposeIsRefused() {
        byte[] sealed = current.seal("payload", "row-1", VALUE);

        assertRefused(current, "payload", "row-2", sealed);
        assertRefused(current, "recipient", "row-1", sealed);
    }

    @Test
    void aChangeOfAnyByteIsRefused() {
        byte[] sealed = current.seal("payload", "row-1", VALUE);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertRefused(current, "payload", "row-1", changed);
        }
    }

    @Test
    void whatIsTooShortIsRefused() {
        byte[] sealed = current.seal("payload", "row-1", VALUE);
        for (int length = 0; length < sealed.length; length++) {
            assertRefused(current, "payload", "row-1", Arrays.copyOf(sealed, length));
        }
    }

    @Test
    void thePreviousSecretIsStillReadAndAGoneOneIsNot() {
        byte[] sealed = old.seal("payload", "row-1", VALUE);

        assertThat(both.open("payload", "row-1", sealed)).isEqualTo(VALUE);
        assertRefused(current, "payload", "row-1", sealed);
    }

    private static void assertRefused(Sealer sealer, String purpose, String context, byte[] sealed) {
        assertThatThrownBy(() -> sealer.open(purpose, context, sealed)).isInstanceOf(UnsealableException.class);
    }
}
