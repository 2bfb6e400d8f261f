package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {
    /** Vectors of the reference implementation (P-H-C/phc-winner-argon2, src/test.c), password "password". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            })
    void agreesWithTheReferenceImplementation(String phc) {
        assertThat(Argon2.of(phc).hash("password")).isEqualTo(phc);
        assertThat(Argon2.of(phc).hash("Password")).isNotEqualTo(phc);
    }

    @Test
    void theStandardParametersAreThoseOfTheDesign() {
        String phc = Argon2.standard(new byte[16]).hash("correct horse battery");

        assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$");
        assertThat(Argon2.of(phc)).isEqualTo(Argon2.standard(new byte[16]));
    }

    @Test
    void parametersCanRiseWithoutLockingAnybodyOut() {
        String old = new Argon2(256, 1, 1, "c29tZXNhbHQ").hash("correct horse battery");

        assertThat(Argon2.of(old)).isNotEqualTo(Argon2.standard(new byte[16]));
        assertThat(Argon2.of(old).hash("correct horse battery")).isEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR",
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
            })
    void anythingElseIsNotRead(String text) {
        assertThatThrownBy(() -> Argon2.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
