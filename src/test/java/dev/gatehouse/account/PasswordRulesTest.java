package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.problem.FieldError;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PasswordRulesTest {
    private static final String ADDRESS = "ada.lovelace@example.org";

    private final PasswordRules rules = new PasswordRules(new CommonPasswords());

    static Stream<Arguments> passwords() {
        return Stream.of(
                Arguments.of("correct horse battery", null),
                Arguments.of("          ab", null),
                Arguments.of("kjhg fdsa!", null),
                Arguments.of("пароль длинный", null),
                Arguments.of("x7-".repeat(42) + "zz", null),
                Arguments.of("🐴🔋🧷🎩🚲🌵🍋🧊🪁🛶", null),
                Arguments.of("", "too-short"),
                Arguments.of("kjhgfdsa!", "too-short"),
                Arguments.of("🐴🔋🧷🎩🚲🌵🍋🧊🪁", "too-short"),
                Arguments.of("x7-".repeat(43), "too-long"),
                Arguments.of("1234567890", "too-common"),
                Arguments.of("qwertyuiop", "too-common"),
                Arguments.of("QwErTyUiOp", "too-common"),
                Arguments.of("aaaaaaaaaaaaaaa", "too-common"),
                Arguments.of("abababababab", "too-common"),
                Arguments.of("ada.lovelace@example.org", "too-common"),
                Arguments.of("Ada.Lovelace", "too-common"));
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void judges(String password, @Nullable String code) {
        FieldError error = rules.check(password, ADDRESS);

        assertThat(error == null ? null : error.code()).isEqualTo(code);
        if (error != null) {
            assertThat(error.pointer()).isEqualTo("/password");
            assertThat(password.isEmpty() || !error.detail().contains(password)).isTrue();
        }
    }
}
