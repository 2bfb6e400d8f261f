package dev.gatehouse.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyringTest {
    private final Keyring old = TestKeyrings.of((byte) 1);
    private final Keyring current = TestKeyrings.of((byte) 2);
    private final Keyring both = TestKeyrings.of((byte) 2, (byte) 1);

    @Test
    void everyPurposeHasAKeyOfItsOwn() {
        assertThat(current.key("a")).hasSize(32).isNotEqualTo(current.key("b")).isEqualTo(current.key("a"));
    }

    @Test
    void newThingsAreMadeUnderTheCurrentSecret() {
        assertThat(both.currentId()).isEqualTo(current.currentId()).hasSize(Keyring.ID_LENGTH);
        assertThat(both.key("a")).isEqualTo(current.key("a"));
    }

    @Test
    void whatWasMadeUnderThePreviousSecretIsStillRead() {
        assertThat(both.key("a", old.currentId())).isEqualTo(old.key("a"));
        assertThat(both.ids()).containsExactly(current.currentId(), old.currentId());
    }

    @Test
    void aSecretThatIsGoneIsNotKnown() {
        assertThat(current.key("a", old.currentId())).isNull();
        assertThat(current.ids()).containsExactly(current.currentId());
    }

    @Test
    void theCallerCannotChangeAKey() {
        current.key("a")[0] ^= 1;
        current.currentId()[0] ^= 1;

        assertThat(current.key("a")).isEqualTo(TestKeyrings.of((byte) 2).key("a"));
        assertThat(current.currentId()).isEqualTo(TestKeyrings.of((byte) 2).currentId());
    }
}
