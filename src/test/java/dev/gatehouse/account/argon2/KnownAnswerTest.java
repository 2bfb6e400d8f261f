package dev.gatehouse.account.argon2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownAnswerTest {
    @ParameterizedTest
    @MethodSource("dev.gatehouse.account.argon2.Implementations#all")
    void isGivenByArgon2id(Argon2id argon2id) {
        assertThat(KnownAnswer.isGivenBy(argon2id)).isTrue();
    }

    @Test
    void isNotGivenByAnImplementationThatForgetsTheSecret() {
        Argon2id java = Implementations.inJava();

        assertThat(KnownAnswer.isGivenBy(
                        (cost, password, salt, secret, data) -> java.tag(cost, password, salt, new byte[0], data)))
                .isFalse();
    }
}
