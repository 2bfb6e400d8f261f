package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.account.argon2.Argon2id;
import dev.gatehouse.account.argon2.Implementations;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {
    /** Vectors of the reference implementation (P-H-C/phc-winner-argon2, src/test.c), password "password". */
    private static final List<String> VECTORS = List.of(
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

    @ParameterizedTest
    @MethodSource("dev.gatehouse.account.argon2.Implementations#all")
    void agreesWithTheReferenceImplementation(Argon2id argon2id) {
        for (String phc : VECTORS) {
            assertThat(Argon2.of(phc).hash("password", argon2id)).isEqualTo(phc);
            assertThat(Argon2.of(phc).hash("Password", argon2id)).isNotEqualTo(phc);
        }
    }

    @Test
    void whatOneImplementationHashedTheOtherKnows() throws IOException {
        String phc = Argon2.standard(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}).hash("Пароль 密碼", Implementations.inC());

        assertThat(Argon2.of(phc).hash("Пароль 密碼", Implementations.inJava())).isEqualTo(phc);
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.account.argon2.Implementations#all")
    void theStandardParametersAreThoseOfTheDesign(Argon2id argon2id) {
        String phc = Argon2.standard(new byte[16]).hash("correct horse battery", argon2id);

        assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$");
        assertThat(Argon2.of(phc)).isEqualTo(Argon2.standard(new byte[16]));
    }

    @ParameterizedTest
    @MethodSource("dev.gatehouse.account.argon2.Implementations#all")
    void parametersCanRiseWithoutLockingAnybodyOut(Argon2id argon2id) {
        String old = new Argon2(256, 1, 1, "c29tZXNhbHQ").hash("correct horse battery", argon2id);

        assertThat(Argon2.of(old)).isNotEqualTo(Argon2.standard(new byte[16]));
        assertThat(Argon2.of(old).hash("correct horse battery", argon2id)).isEqualTo(old);
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
